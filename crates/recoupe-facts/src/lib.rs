//! What a story states, who states it, with evidence.
