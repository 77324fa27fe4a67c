#!/usr/bin/env bash
# Checks the model of the payout protocol in every configuration, and that it finds every deliberate mistake.
# Prints one line a configuration; exits with 1 where one of them does not end as it must.
# usage: check.sh [NAME...]   only these configurations
set -u
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
differing=0

# check NAME safe|caught exhaustive|sampled|progress MACRO...
check() {
    local name=$1 expected=$2 mode=$3 options compile found reason states depth seconds
    shift 3
    case " $chosen " in "  " | *" $name "*) ;; *) return ;; esac
    local folder=$work/$name
    mkdir "$folder" && cp payout.pml "$folder" && cd "$folder" || exit 1
    options=(-m1000000)
    case $mode in
    exhaustive) compile="-DSAFETY -DCOLLAPSE" ;;
    # A minute of a search that keeps bits for states: it may miss some, and what it finds is true.
    sampled) compile="-DSAFETY -DBITSTATE"; options+=(-w32 -k3 -Q1) ;;
    progress) compile="-DCOLLAPSE -DNFAIR=4"; options+=(-a -f) ;;
    esac
    if ! spin -a "${@/#/-D}" payout.pml > spin.log 2>&1 ||
        ! gcc -O2 $compile -DMEMLIM=4000 -o pan pan.c > gcc.log 2>&1; then
        found=broken; cat spin.log gcc.log >&2 2> /dev/null
    else
        ./pan "${options[@]}" > pan.log 2>&1
        case $(sed -n 's/.*errors: \([0-9]*\).*/\1/p' pan.log) in
        0) found=safe ;;
        [1-9]*) found=caught ;;
        *) found=broken; cat pan.log >&2 ;;
        esac
        if grep -q "max search depth too small" pan.log; then found=cut; fi
    fi
    states=$(sed -n 's/ *\([0-9.e+]*\) states, stored.*/\1/p' pan.log)
    depth=$(sed -n 's/.*depth reached \([0-9]*\),.*/\1/p' pan.log)
    seconds=$(sed -n 's/pan: elapsed time \([0-9.e+]*\).*/\1/p' pan.log)
    reason=-
    if [ "$found" = caught ]; then
        if grep -q "acceptance cycle" pan.log; then reason="no progress"
        elif grep -q "booked\[j\]" pan.log; then reason="paid twice"
        else reason="untrue ledger"; fi
    fi
    local mark=ok
    [ "$found" = "$expected" ] || { mark=DIFFERS; differing=1; }
    printf '%-26s %-10s %-7s %-7s %-13s %9s %7s %7s  %s\n' \
        "$name" "$mode" "$expected" "$found" "$reason" "$states" "$depth" "$seconds" "$mark"
    cd "$OLDPWD" || exit 1
}

chosen="$*"
printf '%-26s %-10s %-7s %-7s %-13s %9s %7s %7s\n' configuration search must is reason states depth seconds

# The protocol as it is.
check state-machine-alone safe exhaustive N=2 MANNER=0 NEVER_CONFLICTS
check three-attempts safe exhaustive N=3 MANNER=0 NEVER_CONFLICTS
check repeating-network safe exhaustive N=2 REPEATING_NETWORK
check refused-is-remembered safe exhaustive N=2 REPEATING_NETWORK REFUSED_IS_REMEMBERED
check ledger-lost safe exhaustive N=2 REPEATING_NETWORK LEDGER_LOSS
check old-copy-restored safe sampled N=2 LEDGER_LOSS OLD_COPY
check old-copy-one-attempt safe exhaustive N=1 LEDGER_LOSS OLD_COPY
check references-expire safe exhaustive N=1 LEDGER_LOSS REFERENCES_EXPIRE ALWAYS_SAMPLED
check progress safe progress N=2 MANNER=0 PROGRESS
check progress-repeating safe progress N=2 MANNER=1 PROGRESS REPEATING_NETWORK

# A bank that has forgotten every partnerReferenceNo, and a ledger lost when the last transfer had arrived.
check looks-ahead safe exhaustive N=2 MANNER=0 LEDGER_LOSS REFERENCES_EXPIRE ALWAYS_SAMPLED QUIET_LOSS

# What the promise rests on. A bank that forgets, a ledger lost within minutes of a transfer, and a 429; and one more
# attempt, refused each but the last, than is looked at (two here, three in the code).
check bank-forgets caught exhaustive N=2 MANNER=0 LEDGER_LOSS REFERENCES_EXPIRE ALWAYS_SAMPLED
check one-attempt-too-many caught exhaustive N=3 MANNER=0 LEDGER_LOSS REFERENCES_EXPIRE ALWAYS_SAMPLED QUIET_LOSS LOOKS=2

# Deliberate mistakes.
check send-before-commit caught exhaustive N=2 MANNER=0 NEVER_CONFLICTS SEND_BEFORE_COMMIT
check timeout-is-failure caught exhaustive N=2 MANNER=0 NEVER_CONFLICTS TIMEOUT_IS_FAILURE
check retry-on-timeout caught exhaustive N=2 MANNER=0 NEVER_CONFLICTS RETRY_ON_TIMEOUT
check believe-early-07 caught exhaustive N=2 MANNER=0 NEVER_CONFLICTS BELIEVE_EARLY_07
check retry-without-asking caught exhaustive N=2 MANNER=0 NEVER_CONFLICTS RETRY_WITHOUT_ASKING
check trust-unproven caught exhaustive N=2 MANNER=0 NEVER_CONFLICTS TRUST_UNPROVEN_CALLBACK
check generation-after-429 caught exhaustive N=2 MANNER=0 REPEATING_NETWORK GENERATION_GROWS_AFTER_429
check no-asking-ahead caught exhaustive N=2 MANNER=0 LEDGER_LOSS NO_ASKING_AHEAD
check no-amnesia-check caught exhaustive N=1 LEDGER_LOSS REFERENCES_EXPIRE ALWAYS_SAMPLED NO_AMNESIA_CHECK
check looks-at-one caught exhaustive N=2 MANNER=0 LEDGER_LOSS REFERENCES_EXPIRE ALWAYS_SAMPLED QUIET_LOSS LOOKS=1
check adopt-as-next-attempt caught exhaustive N=2 MANNER=0 LEDGER_LOSS ADOPT_AS_NEXT_ATTEMPT
check never-asks caught progress N=2 MANNER=0 PROGRESS NEVER_ASKS

exit $differing
