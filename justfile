# Recipes of the project; `check` is what CI runs.

# Everything that must hold before a change is shared.
check:
    .ci/run

# The command, built for speed.
build:
    cargo build --release

# An edition of the development corpus.
run *ARGS:
    cargo run --release -- run corpus/news --out edition --force {{ARGS}}

test:
    cargo test --workspace

fmt:
    cargo fmt --all

fmt-check:
    cargo fmt --all --check

lint:
    cargo clippy --workspace --all-targets -- -D warnings

doc:
    RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps

# Takes over what the golden command tests see now; read the difference before you commit.
bless:
    INSTA_UPDATE=always cargo test -p recoupe-cli --test command
    git diff --stat tests/snapshots

# Random input for minutes instead of a second.
fuzz MILLISECONDS="60000":
    ARBTEST_BUDGET_MS={{MILLISECONDS}} cargo test --workspace

# Scores of the development corpus, against the last lines of the ledger.
eval PART="train": run
    cargo run --release -- eval edition --gold corpus/gold/{{PART}} --ledger corpus/scores.csv

# Every wrong item of the development corpus (train only: held decides, it does not teach).
faults: run
    cargo run --release -- eval edition --gold corpus/gold/train --faults

# Adds the scores of this commit to the ledger.
record: run
    for part in train held; do \
        cargo run --release -- eval edition --gold corpus/gold/$part \
            --csv "$(date +%F),$(git rev-parse --short HEAD)" >> corpus/scores.csv; \
    done
