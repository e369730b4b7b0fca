//! The same copy: shingles, signatures, candidates, verification, groups.
