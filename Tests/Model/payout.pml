/*
 * The payout protocol: one payout, its ledger, the process that pays it, the network, the bank, and a person.
 *
 * README.md beside this file maps each step to the code and says what is left out and why that is safe.
 * check.sh runs every configuration. Macros:
 *
 *   N=1..4                  attempts at most
 *   REPEATING_NETWORK       a transfer request may arrive twice, or late
 *   LEDGER_LOSS             the ledger may be lost once; with OLD_COPY an earlier copy of it may come back instead
 *   REFUSED_IS_REMEMBERED   the bank may remember the partnerReferenceNo of a request that it refused
 *   REFERENCES_EXPIRE       between two runs the bank may forget every partnerReferenceNo
 *   NEVER_CONFLICTS         the bank takes whatever arrives, known identifiers or not
 *   ALWAYS_SAMPLED          the row is always among the samples of the memory check
 *   MANNER=0..2             how the bank looks a transfer up (lookUp); any of them where it is not given
 *   QUIET_LOSS              a ledger is lost only when no request is on its way and the bank tells what it has booked
 *   LOOKS=1..3              how many attempts the memory check asks about, one after the other (3 as in the code)
 *   PROGRESS                checks that a payout settles once faults stop
 *
 * Every other macro is a deliberate mistake that the checker must find.
 */
#ifndef N
#define N 2
#endif
#define M (N + 1)
#ifndef LOOKS
#define LOOKS 3
#endif

/* Status of the payout (PayoutStatus). HELD is a conflict, a contradiction or a difference of names. */
#define QUEUED 1
#define PENDING 2
#define SUCCEEDED 3
#define REFUNDED 4
#define FAILED 5
#define NOT_FOUND 6
#define HELD 7
#define isSettled (L.status != QUEUED && L.status != PENDING)

/* State of an attempt (Transfer.State). 0: there is no such attempt. REFUSED stands for unsent as well. */
#define T_PENDING 1
#define T_SUCCEEDED 2
#define T_REFUNDED 3
#define T_FAILED 4
#define T_REFUSED 5
#define T_NOT_FOUND 6

/* What the bank tells: latestTransactionStatus, or DISAGREES where the answer is about another partnerReferenceNo. */
#define TOLD_00 1
#define TOLD_03 2
#define TOLD_04 3
#define TOLD_06 4
#define TOLD_07 5
#define DISAGREES 6

/* Answers to a transfer request (TransferOutcome). */
#define RECEIVED 1
#define DOUBTFUL 2
#define DEFERRED 3      /* 401, 429, a refusal that would hit every row; also: certainly unsent */
#define REFUSED 4       /* any other 4xx */
#define EXTERNAL_ID_USED 5      /* 4091800 */
#define REFERENCE_USED 6        /* 4091801 */

/* What the bank has booked under an X-EXTERNAL-ID and a partnerReferenceNo. */
#define B_NONE 0
#define B_PENDING 1
#define B_SUCCEEDED 2
#define B_FAILED 3
#define B_REFUNDED 4

typedef Attempt {
    byte state;
    byte generation;
    bit conflict;       /* Transfer.isConflict */
    bit known;          /* Transfer.isKnown */
    bit once;           /* Transfer.notFoundSince is set */
    bit person          /* Transfer.toldBy == .person */
};

typedef Ledger {
    byte status;
    byte generationMin;
    bit contradicted;
    Attempt t[M]
};

Ledger L;               /* what is durable */
#ifdef OLD_COPY
Ledger copy;            /* a copy of it, taken at some moment */
bit hasCopy;
#endif
#ifdef LEDGER_LOSS
bit wasLost;
#endif
bit late[M];            /* notFoundAfter has passed since the intent */
bit older[M * M];       /* (a, b): b was on its way, or early, already at the intent of a */

/* The process: gone at once with a crash. */
bit up;
bit asked;              /* the memory check is over */
bit restoring;          /* ... it is not, and the bank knows more than the ledger: Engine.phase */
byte ahead;             /* attempts after the next one that are asked about now: attemptsAhead */
byte back;              /* generations before the next one: disagreements */
byte outbox;            /* committed and about to leave: an attempt */
byte waiting;           /* the attempt whose answer is awaited */
byte answer;            /* ... and which is on its way back */
byte inquired;          /* the attempt of the inquiry in the air */
byte inquiry;           /* ... and its answer */
/* A question of the memory check or the restoration in the air, and one that the check left to the restoration. */
byte memoryA[2];        /* under which attempt */
byte memoryG[2];        /* ... and generation */
byte memory[2];         /* ... and their answers */

/* A person's command: it holds the lock, so no process runs meanwhile. */
byte person;            /* 0 none, 1 retry, 2 retry with a new reference, 3 resolve by an X-EXTERNAL-ID */
byte personG;           /* the generation that was asked about for attempts that the ledger lacks */
byte told[M];

/* Transfer requests on their way. */
byte netA[2];
byte netG[2];

/* The bank. */
byte booked[M * M];
bit early[M];           /* it still answers 07 about a transfer that it has booked */
bit reference[M];       /* partnerReferenceNo used */
byte manner;            /* how it looks a transfer up: see lookUp */

bit healed;             /* no more crashes, losses, refusals */

/* A bank that forgets may book the same identifiers twice: what it once said is no longer in its books here. */
#ifdef REFERENCES_EXPIRE
#define isForgetful (1)
#else
#define isForgetful (0)
#endif

/* Scratch: assigned before it is read and zero again after each atomic step. */
byte i, j, k, v, x, z, lastA, liveA, nextG;
bit ended, ok;

inline clear() { i = 0; j = 0; k = 0; v = 0; x = 0; z = 0; lastA = 0; liveA = 0; nextG = 0; ended = 0; ok = 0 }

#define inNet(a) (netA[0] == a || netA[1] == a)
#define B(a, g) booked[(a) * M + (g)]

/* ---------------------------------------------------------------- the state machine: Sources/PayoutCore/Payout*.swift */

/* Payout.nextAttempt, .liveTransfer, .nextGeneration */
inline look() {
    d_step {
    lastA = 0; liveA = 0; i = 1;
    do
    :: i <= N ->
        if :: L.t[i].state != 0 -> lastA = i :: else fi;
        if :: (L.t[i].state == T_PENDING || L.t[i].state == T_SUCCEEDED) && liveA == 0 -> liveA = i :: else fi;
        i++
    :: else -> break
    od;
    if
    :: lastA == 0 -> nextG = L.generationMin
    :: else ->
        nextG = L.t[lastA].generation; ended = 0; i = 1;
        do
        :: i <= N ->
            if
            :: L.t[i].generation == nextG && L.t[i].person == 0 &&
                (L.t[i].state == T_FAILED || L.t[i].state == T_REFUNDED) -> ended = 1
#ifdef GENERATION_GROWS_AFTER_429
            :: L.t[i].generation == nextG && L.t[i].state == T_REFUSED -> ended = 1
#endif
            :: else
            fi;
            i++
        :: else -> break
        od;
        nextG = nextG + ended;
        if :: nextG < L.generationMin -> nextG = L.generationMin :: else fi
    fi;
    i = 0; ended = 0
    }
}

inline settle(a, s, byPerson) { L.t[a].state = s; L.t[a].person = byPerson }

inline finish(a, s, now) { settle(a, s, 0); L.status = now }

/* Payout.handle: a contradicted payout that would go again waits for a person. */
inline holdBack() { if :: L.contradicted && L.status == QUEUED -> L.status = HELD :: else fi }

/* Nothing final stands in the ledger that the bank did not say, or that a person did not. */
inline truth() {
    d_step {
    i = 1;
    do
    :: i <= N ->
        v = L.t[i].state;
        if
        :: (v == T_SUCCEEDED || v == T_REFUNDED || v == T_FAILED) && L.t[i].person == 0 ->
            ok = 0; j = 1;
            do
            :: j <= N ->
                /* Its own booking under whatever reference. */
                x = B(i, j);
                if :: x == B_REFUNDED && v != T_FAILED -> ok = 1
                   :: x == B_SUCCEEDED && v == T_SUCCEEDED -> ok = 1
                   :: x == B_FAILED && v == T_FAILED -> ok = 1
                   :: else fi;
                j++
            :: else -> break
            od;
            assert(ok || isForgetful)       /* TRUTH: the bank said so */
        :: else
        fi;
        i++
    :: else -> break
    od;
    i = 0; j = 0; v = 0; x = 0; ok = 0
    }
}

#define namesTransfer(s) (s == TOLD_00 || s == TOLD_03 || s == TOLD_04)
/* The live attempt was refused since an earlier one, which a may be, carries its partnerReferenceNo. */
#define meetsConflict(a) (L.t[liveA].conflict && L.t[liveA].generation == L.t[a].generation)

/* statusTold, toldWhilePending, toldNotFound, toldAfterSuccess, toldAfterRefund, toldAfterFailure, toldAfterNothing */
inline statusTold(a, s, byInquiry) {
    look();
    if
    :: L.t[a].state == T_PENDING ->
        if
        :: s == TOLD_00 -> finish(a, T_SUCCEEDED, SUCCEEDED)
        :: s == TOLD_04 -> finish(a, T_REFUNDED, REFUNDED)
        :: s == TOLD_06 -> finish(a, T_FAILED, FAILED)
        :: s == TOLD_03 ->
            L.t[a].known = 1; L.t[a].once = 0;
            if :: L.status == HELD -> L.status = PENDING :: else fi
        :: s == TOLD_07 && byInquiry && L.status == PENDING ->
            if
#ifdef BELIEVE_EARLY_07
            :: finish(a, T_NOT_FOUND, NOT_FOUND);
               assert(B(a, L.t[a].generation) == B_NONE)
#else
            :: !late[a]
            :: late[a] && L.t[a].once == 0 -> L.t[a].once = 1
            :: late[a] && L.t[a].once && L.t[a].conflict -> L.status = HELD
            :: late[a] && L.t[a].once && L.t[a].conflict == 0 ->
                finish(a, T_NOT_FOUND, NOT_FOUND);
                assert(B(a, L.t[a].generation) == B_NONE || isForgetful)   /* TRUTH: it really is not there */
#endif
            fi
        :: else
        fi
    :: L.t[a].state == T_SUCCEEDED ->
        if
        :: s == TOLD_04 -> finish(a, T_REFUNDED, REFUNDED)
        :: s == TOLD_06 -> L.contradicted = 1
        :: else
        fi
    :: L.t[a].state == T_REFUNDED ->
        if
        :: s == TOLD_06 -> L.contradicted = 1
        :: s == TOLD_00 && L.t[a].person -> L.contradicted = 1
        :: else
        fi
    :: L.t[a].state == T_FAILED && L.t[a].person == 0 ->
        if
        :: s == TOLD_00 || s == TOLD_04 -> L.contradicted = 1
        :: else
        fi
    :: L.t[a].state == T_REFUSED || L.t[a].state == T_NOT_FOUND || (L.t[a].state == T_FAILED && L.t[a].person) ->
        if
        :: s == TOLD_06 ->
            settle(a, T_FAILED, 0);
            if :: L.status == NOT_FOUND && a == lastA -> L.status = FAILED :: else fi
        :: namesTransfer(s) && liveA != 0 && !meetsConflict(a) -> L.contradicted = 1
        :: namesTransfer(s) && (liveA == 0 || meetsConflict(a)) ->
            /* The earlier transfer that the bank spoke of in its conflict: the attempt that met it was refused. */
            if :: liveA != 0 -> settle(liveA, T_REFUSED, 0) :: else fi;
            if :: L.t[a].state != T_NOT_FOUND -> L.contradicted = 1 :: else fi;
            if
            :: s == TOLD_00 -> finish(a, T_SUCCEEDED, SUCCEEDED)
            :: s == TOLD_04 -> finish(a, T_REFUNDED, REFUNDED)
            :: s == TOLD_03 ->
                settle(a, T_PENDING, 0);
                L.t[a].known = 1; L.t[a].once = 0; L.status = PENDING
            fi
        :: else
        fi
    :: else
    fi;
    holdBack();
    truth()
}

/* transferAnswered */
inline transferAnswered(a, s) {
    ok = L.t[a].state == T_PENDING && L.t[a].known == 0;
    if
    :: s == REFERENCE_USED && ok -> L.t[a].conflict = 1
    :: s == DEFERRED && ok -> settle(a, T_REFUSED, 0); L.status = QUEUED; L.t[a].conflict = 0
    :: s == REFUSED && ok -> settle(a, T_REFUSED, 0); L.status = FAILED
#ifdef TIMEOUT_IS_FAILURE
    :: s == DOUBTFUL && ok -> finish(a, T_FAILED, FAILED)
#endif
#ifdef RETRY_ON_TIMEOUT
    :: s == DOUBTFUL && ok -> settle(a, T_REFUSED, 0); L.status = QUEUED
#endif
    :: else
    fi;
    holdBack();
    truth()
}

/* remembered: adopts a transfer of which the ledger has no record. */
inline adopt(a, g, s) { x = g; look(); remembered(a, x, s) }

inline remembered(a, g, s) {
    if
    :: (s == TOLD_07) || (a <= lastA) || (a > N) || (g > N) -> x = 0
    :: else ->
        if
        :: liveA != 0 && !(L.status == HELD && L.t[liveA].conflict) -> x = 0
        :: else ->
            if :: liveA != 0 -> settle(liveA, T_REFUSED, 0) :: else fi;
            L.t[a].state = T_PENDING; L.t[a].generation = g; x = 0; begin(a);
            L.t[a].conflict = 0; L.t[a].known = 0; L.t[a].once = 0; L.t[a].person = 0;
            L.status = PENDING;
            statusTold(a, s, 1)
        fi
    fi
}

/* An intent is made: its time begins. Whatever was on its way before will have ended when notFoundAfter has passed. */
inline begin(a) {
    d_step {
        late[a] = 0; i = 1;
        do
        :: i <= N -> older[a * M + i] = i != a && (inNet(i) || early[i]); i++
        :: else -> break
        od;
        i = 0
    }
}

/* ---------------------------------------------------------------- the bank */

/* The answer to a status inquiry about attempt a under generation g, into v.
   manner 0: by the X-EXTERNAL-ID; an answer about another partnerReferenceNo disagrees (Ayoconnect drops it).
   manner 1: both must match. The request names the X-EXTERNAL-ID alone, so nothing is found by the other number. */
inline lookUp(a, g) {
    x = B(a, g); v = TOLD_07;
    if
    :: x == B_NONE && manner != 1 ->
        j = 1;
        do
        :: j <= N ->
            if :: manner == 0 && B(a, j) != B_NONE -> v = DISAGREES
               :: else fi;
            j++
        :: else -> break
        od;
        j = 0
    :: else
    fi;
    if
    :: x == B_PENDING -> v = TOLD_03
    :: x == B_SUCCEEDED -> v = TOLD_00
    :: x == B_FAILED -> v = TOLD_06
    :: x == B_REFUNDED -> v = TOLD_04
    :: else
    fi;
    x = 0
}

/* A transfer request arrives under attempt a and generation g; the answer goes into x. */
inline arrive(a, g) {
    j = 1; ok = 0;
    do :: j <= N -> if :: B(a, j) != B_NONE -> ok = 1 :: else fi; j++ :: else -> break od;
    j = 0;
    if
    :: !healed -> x = DEFERRED
#ifdef REFUSED_IS_REMEMBERED
    :: !healed -> x = DEFERRED; reference[g] = 1
#endif
    :: !healed -> x = REFUSED
#ifdef LEDGER_LOSS
    :: !healed && wasLost -> x = EXTERNAL_ID_USED       /* it was refused before, and is remembered */
#endif
#ifndef NEVER_CONFLICTS
    :: ok -> x = EXTERNAL_ID_USED       /* the same day */
    :: reference[g] -> x = REFERENCE_USED
    :: !reference[g] && (!ok || healed == 0) ->
#else
    :: true ->
#endif
        /* Another day, or never seen: it is taken. */
        j = 0;
        do
        :: j < M * M ->
            assert(booked[j] != B_PENDING && booked[j] != B_SUCCEEDED);     /* NEVER TWICE */
            j++
        :: else -> break
        od;
        j = 0;
        B(a, g) = B_PENDING; reference[g] = 1; early[a] = 1; x = RECEIVED
    fi;
    ok = 0
}

/* ---------------------------------------------------------------- processes */


inline put(a, g) {
    if :: netA[0] == 0 -> netA[0] = a; netG[0] = g
       :: else -> assert(netA[1] == 0); netA[1] = a; netG[1] = g fi
}

inline deliver(q) {
    arrive(netA[q], netG[q]);
    if
    :: waiting == netA[q] && answer == 0 ->
        if
        :: answer = x
        :: !healed -> answer = DOUBTFUL         /* the answer is lost, late, or not understood; or 5xx */
        fi
    :: else
    fi;
    netA[q] = 0; netG[q] = 0; clear()
}

inline forget(q) { memoryA[q] = 0; memoryG[q] = 0; memory[q] = 0 }

/* Engine.beginPaying; answers that are still on their way are ignored from here on. */
inline pay() { asked = 1; restoring = 0; ahead = 0; back = 0; forget(0); forget(1) }

/* MemoryCheck.isKnown: every open row is asked about from its next attempt on. */
inline restore() {
    restoring = 1; ahead = 0; back = 0;
#ifdef LEDGER_LOSS
    if
    :: memoryA[0] != 0 -> memoryA[1] = memoryA[0]; memoryG[1] = memoryG[0]; memory[1] = memory[0]
    :: else
    fi;
#endif
    forget(0)
}

/* What is asked about now: the attempt into k, the generation into z. */
inline aim() {
    look();
    k = lastA + 1 + ahead;
    if :: nextG > back -> z = nextG - back :: else -> z = 1 fi;
    if :: lastA != 0 && z < L.t[lastA].generation -> z = L.t[lastA].generation :: else fi
}

/* Engine.claimQuestions */
inline ask() {
    aim();
    if
    :: lastA >= N || nextG > N -> pay()
#ifndef ADOPT_AS_NEXT_ATTEMPT
    /* isAsked: the answer on its way serves as well. */
    :: lastA < N && nextG <= N && memoryA[1] == k && memoryG[1] == z
#ifdef ANY_GENERATION_SERVES
    :: lastA < N && nextG <= N && memoryA[1] == k && memoryG[1] != z
#endif
#endif
    :: else ->
        if
        :: k <= N ->
            lookUp(k, z);
            if :: true :: early[k] -> v = TOLD_07 fi
        :: else -> v = TOLD_07      /* beyond what can have been sent in this model */
        fi;
        memoryA[0] = k; memoryG[0] = z; memory[0] = v
    fi;
    clear()
}

/* Engine.memoryAnswered, MemoryCheck.answered, Restoration.answered, Engine.adopt */
inline memoryAnswered(q) {
    aim(); v = memory[q];
#ifdef ADOPT_AS_NEXT_ATTEMPT
    z = nextG; ok = 1;
#else
    ok = memoryA[q] == k && memoryG[q] == z;
#ifdef ANY_GENERATION_SERVES
    ok = memoryA[q] == k; z = memoryG[q];
#endif
#endif
    forget(q);
    if
    :: L.status == PENDING || L.status == SUCCEEDED -> pay()     /* restorable: not asked about */
    :: (L.status != PENDING && L.status != SUCCEEDED) && !ok     /* of an attempt that is not asked about any more */
    :: (L.status != PENDING && L.status != SUCCEEDED) && ok ->
        if
        :: v == TOLD_07 && ahead + 1 < LOOKS -> ahead++; back = 0
        :: v == TOLD_07 && ahead + 1 >= LOOKS -> pay()
        :: v != TOLD_07 && v != DISAGREES && !restoring -> restore()
        :: (v == TOLD_04 || v == TOLD_06) && restoring -> j = z; z = v; adopt(k, j, z); ahead = 0; back = 0
        :: (v == TOLD_00 || v == TOLD_03) && restoring -> j = z; z = v; adopt(k, j, z); pay()
        :: v == DISAGREES && !restoring                         /* asked again ... */
        :: v == DISAGREES && !restoring -> restore()
        :: v == DISAGREES && restoring && back < 2 -> back++    /* ... under the generation before ... */
        :: v == DISAGREES && restoring -> j = z; adopt(k, j, TOLD_03); pay()     /* ... and taken for pending in the end */
        fi
    fi;
    clear()
}

/* EngineRunner, Engine.step: up while a run lasts. */
proctype Salur() {
    do
    /* A run begins: PayoutJob.run, Engine.begin. What had not become a transfer is in the queue. A row that is not
       among the samples is not asked about. */
    :: d_step { !up && person == 0 && (!isSettled || !healed) ->
        up = 1;
        asked = L.status == PENDING || L.status == SUCCEEDED }
#ifndef ALWAYS_SAMPLED
    :: atomic { up && !asked && !restoring && memoryA[0] == 0 -> pay() }
#endif
#ifdef NO_AMNESIA_CHECK
    :: atomic { up && !asked -> pay() }
#else
    :: atomic { up && !asked && memoryA[0] == 0 -> ask() }
#ifdef LEDGER_LOSS
    /* Another row of the file shows that the ledger was lost. */
    :: atomic { up && !asked && !restoring && !healed -> restore() }
#endif
#endif
    :: atomic { up && memoryA[0] != 0 -> memoryAnswered(0) }
#ifdef LEDGER_LOSS
    :: atomic { up && memoryA[1] != 0 -> memoryAnswered(1) }
#endif
    /* Engine.claimTransfers, transferIntended: the intent is committed ... */
    :: atomic { up && asked && outbox == 0 && waiting == 0 && L.status == QUEUED ->
        look();
        if
        :: lastA < N && nextG <= N && liveA == 0 && L.contradicted == 0 ->
#ifdef SEND_BEFORE_COMMIT
            if :: netA[0] == 0 || netA[1] == 0 -> put(lastA + 1, nextG) :: else fi;
            outbox = lastA + 1
#else
            L.t[lastA + 1].state = T_PENDING; L.t[lastA + 1].generation = nextG; begin(lastA + 1);
            L.t[lastA + 1].conflict = 0; L.t[lastA + 1].known = 0; L.t[lastA + 1].once = 0;
            L.status = PENDING; outbox = lastA + 1
#endif
        /* ... or the names differ, and it is held for a person (Payout.becomeValidated) */
        :: !healed && liveA == 0 -> L.status = HELD
        :: else -> up = 0; asked = 0    /* no attempt is left in this model: cut here */
        fi;
        clear() }
    /* The run ends; what is in flight has been waited for. */
    :: d_step { up && asked && isSettled && outbox == 0 && waiting == 0 && inquired == 0 -> up = 0; asked = 0 }
    od
}

/* EngineRunner.perform: a task for each call. */
proctype Calls() {
    do
    /* ... and only then the first byte leaves (EngineRunner.step), or certainly never does. */
#ifdef SEND_BEFORE_COMMIT
    :: atomic { up && outbox != 0 ->
        look();
        L.t[outbox].state = T_PENDING; L.t[outbox].generation = nextG; begin(outbox);
        L.t[outbox].conflict = 0; L.t[outbox].known = 0; L.t[outbox].once = 0;
        L.status = PENDING; waiting = outbox; outbox = 0; clear() }
#else
    :: atomic { up && outbox != 0 && netA[0] == 0 ->
        z = L.t[outbox].generation; put(outbox, z);
#ifdef REPEATING_NETWORK
        if :: true :: !healed && netA[1] == 0 -> z = L.t[outbox].generation; put(outbox, z) fi;
#endif
        waiting = outbox; outbox = 0; clear() }
    :: atomic { up && outbox != 0 && !healed -> transferAnswered(outbox, DEFERRED); outbox = 0; clear() }
#endif
    /* The answer; a time-out where none comes. */
    :: atomic { up && waiting != 0 && answer != 0 -> transferAnswered(waiting, answer); waiting = 0; answer = 0; clear() }
    :: atomic { up && waiting != 0 && answer == 0 && (!healed || !inNet(waiting)) ->
        transferAnswered(waiting, DOUBTFUL); waiting = 0; clear() }
    od
}

/* Engine.claimInquiries, Engine.takeCallbacks */
proctype News() {
    do
#ifndef NEVER_ASKS
    /* Engine.claimInquiries: one inquiry at a time; a callback's hint or a deadline brings it forward. */
    :: atomic { up && asked && inquired == 0 && L.status == PENDING -> look();
        if
        :: liveA != 0 && L.t[liveA].state == T_PENDING ->
            /* Payout.transferToInquire: in a conflict also the earlier attempts of this generation, in turn. */
            z = L.t[liveA].generation; k = liveA;
            if
            :: true
            :: !healed && L.t[liveA].conflict ->
                i = 1;
                do
                :: i < liveA && L.t[i].state != 0 && L.t[i].generation == z -> k = i; break
                :: i < liveA -> i++
                :: else -> break
                od;
                i = 0
            fi;
            lookUp(k, z);
            if :: true :: early[k] -> v = TOLD_07 fi;
            inquired = k; inquiry = v
        :: else
        fi;
        clear() }
#endif
    /* Engine.inquiryAnswered */
    :: atomic { up && inquired != 0 ->
        if
        :: inquiry != DISAGREES -> statusTold(inquired, inquiry, 1)
        :: !healed      /* undecided */
        fi;
        inquired = 0; inquiry = 0; clear() }
    /* Engine.process: a callback may come at any time, again, late, in any order; it tells what once was true. */
    :: atomic { up && !healed ->
        if :: k = 1
#if N > 1
           :: k = 2
#endif
#if N > 2
           :: k = 3
#endif
        fi;
        x = B(k, L.t[k].generation);
        if
        :: L.t[k].state != 0 && x != B_NONE -> z = TOLD_03
        :: L.t[k].state != 0 && (x == B_SUCCEEDED || x == B_REFUNDED) -> z = TOLD_00
        :: L.t[k].state != 0 && x == B_REFUNDED -> z = TOLD_04
        :: L.t[k].state != 0 && x == B_FAILED -> z = TOLD_06
        :: else -> z = 0
        fi;
        x = 0;
        if :: z != 0 -> statusTold(k, z, 0) :: else fi;
        clear() }
#ifdef TRUST_UNPROVEN_CALLBACK
    :: atomic { up && !healed && L.t[1].state == T_PENDING ->
        if :: z = TOLD_00 :: z = TOLD_06 fi;
        statusTold(1, z, 0); clear() }
#endif
    od
}

/* DecisionJob, ResolveJob, PersonDesk: persons decide whatever they like, also what is untrue; each command holds the
   lock of the ledger. */
proctype Person() {
    do
    /* release: Payout.released */
    :: atomic { !up && person == 0 && L.status == HELD && L.contradicted == 0 -> look();
        if :: liveA == 0 -> L.status = QUEUED :: else fi;
        clear() }
    /* retry: PersonDesk.questions, StatusAsker.ask */
    :: atomic { !up && person == 0 && L.contradicted == 0 &&
        (L.status == FAILED || L.status == REFUNDED || L.status == NOT_FOUND || L.status == HELD) -> look();
        if
        :: lastA < N && liveA == 0 && L.status != HELD -> person = 1
        :: lastA < N && L.status == HELD && liveA != 0 && L.t[liveA].conflict -> person = 2
        :: else
        fi;
        if
        :: person != 0 ->
            personG = nextG; k = 1;
            do
            :: k <= N ->
                if
                :: L.t[k].state != 0 -> z = L.t[k].generation; lookUp(k, z);
                    if :: true :: early[k] -> v = TOLD_07 fi;
                    told[k] = v
#ifndef NO_ASKING_AHEAD
                :: L.t[k].state == 0 && k > lastA && person == 2 -> lookUp(k, personG);
                    if :: true :: early[k] -> v = TOLD_07 fi;
                    told[k] = v
#endif
                :: else
                fi;
                k++
            :: else -> break
            od
        :: else
        fi;
        clear() }
    /* ... PersonDesk.retry, Payout.retried, Payout.objection(to:told:) */
    :: atomic { person == 1 || person == 2 ->
#ifndef RETRY_WITHOUT_ASKING
        k = 1;
        do
        :: k <= N ->
            z = told[k];
            if
            :: z != 0 && z != DISAGREES && L.t[k].state != 0 -> statusTold(k, z, 1)
            :: z != 0 && z != DISAGREES && L.t[k].state == 0 -> adopt(k, personG, z)
            :: else
            fi;
            k++
        :: else -> break
        od;
#endif
        look();
        if
        :: L.contradicted -> z = 0
        :: L.contradicted == 0 && L.status == HELD && liveA != 0 && L.t[liveA].conflict -> z = (person == 2)
        :: L.contradicted == 0 && (L.status == FAILED || L.status == REFUNDED || L.status == NOT_FOUND) && liveA == 0 ->
            z = (person == 1)
        :: else -> z = 0
        fi;
#ifndef RETRY_WITHOUT_ASKING
        k = 1;
        do
        :: k <= N ->
            v = L.t[k].state;
            if
            :: v == 0 && told[k] != 0 && told[k] != TOLD_07 -> z = 0
            :: v == 0 && (told[k] == 0 || told[k] == TOLD_07)
            :: v != 0 && (told[k] == 0 || told[k] == DISAGREES || told[k] == TOLD_00 || told[k] == TOLD_03) -> z = 0
            :: v != 0 && told[k] == TOLD_06 -> z = z && v == T_FAILED
            :: v != 0 && told[k] == TOLD_04 -> z = z && v == T_REFUNDED
            :: v != 0 && told[k] == TOLD_07 ->
                if
                :: v == T_SUCCEEDED -> z = 0
                :: v == T_PENDING && L.t[k].conflict == 0 -> z = 0
                :: v == T_REFUSED
                :: else ->
#ifndef BELIEVE_EARLY_07
                    z = z && late[k]
#else
                    skip
#endif
                fi
            fi;
            k++
        :: else -> break
        od;
#endif
        if
        :: z ->
            if
            :: liveA != 0 -> L.generationMin = L.t[liveA].generation + 1; settle(liveA, T_REFUSED, 1)
            :: else
            fi;
            L.status = QUEUED
        :: else
        fi;
        k = 0;
        do :: k <= N -> told[k] = 0; k++ :: else -> break od;
        person = 0; personG = 0; clear() }
    /* resolve --as: Payout.resolved, a day later; the evidence may be wrong. */
    :: atomic { !up && person == 0 && (L.status == PENDING || L.status == HELD) -> look();
        if
        :: liveA != 0 && L.t[liveA].state == T_PENDING && late[liveA] &&
            (L.status == PENDING || L.t[liveA].conflict) ->
            if
            :: settle(liveA, T_SUCCEEDED, 1); L.status = SUCCEEDED
            :: settle(liveA, T_FAILED, 1); L.status = FAILED
            :: settle(liveA, T_REFUNDED, 1); L.status = REFUNDED
            fi
        :: else
        fi;
        clear() }
    /* resolve --external-id: ResolveJob, PersonDesk.adopt */
    :: atomic { !up && person == 0 && !healed -> look();
        if :: k = 1
#if N > 1
           :: k = 2
#endif
#if N > 2
           :: k = 3
#endif
        fi;
        if
        :: L.t[k].state != 0 -> personG = L.t[k].generation; lookUp(k, personG)
        :: L.t[k].state == 0 && k > lastA ->
            personG = k;
            do
            :: lookUp(k, personG);
                if :: v != TOLD_07 && v != DISAGREES -> break :: (v == TOLD_07 || v == DISAGREES) && personG == 1 -> break
                   :: else -> personG-- fi
            od
        :: else -> v = DISAGREES
        fi;
        if :: v != DISAGREES && v != TOLD_07 -> person = 3; told[k] = v :: else -> personG = 0 fi;
        clear() }
    :: atomic { person == 3 ->
        k = 1;
        do :: told[k] != 0 -> break :: else -> k++ od;
        z = told[k]; told[k] = 0;
        if :: L.t[k].state != 0 -> statusTold(k, z, 1) :: else -> adopt(k, personG, z) fi;
        person = 0; personG = 0; clear() }
    od
}

proctype Network() {
    do
    :: atomic { netA[0] != 0 -> deliver(0) }
    :: atomic { netA[0] != 0 && !healed -> netA[0] = 0; netG[0] = 0 }
#ifdef REPEATING_NETWORK
    :: atomic { netA[1] != 0 -> deliver(1) }
    :: atomic { netA[1] != 0 && !healed -> netA[1] = 0; netG[1] = 0 }
#endif
    od
}

/* What was booked settles in its own time or, until the faults stop, never; a success may be given back. */
inline live(a, g) {
    if
    :: B(a, g) == B_PENDING -> B(a, g) = B_SUCCEEDED
    :: B(a, g) == B_PENDING -> B(a, g) = B_FAILED
    :: B(a, g) == B_SUCCEEDED && !healed -> B(a, g) = B_REFUNDED
    fi
}
proctype Bank() {
    do
    :: atomic { live(1, 1) }
    :: d_step { early[1] -> early[1] = 0 }
#if N > 1
    :: atomic { live(2, 1) }
    :: atomic { live(2, 2) }
    :: atomic { live(1, 2) }
    :: d_step { early[2] -> early[2] = 0 }
#endif
#if N > 2
    :: atomic { live(3, 1) }
    :: atomic { live(3, 2) }
    :: atomic { live(3, 3) }
    :: atomic { live(1, 3) }
    :: atomic { live(2, 3) }
    :: d_step { early[3] -> early[3] = 0 }
#endif
    od
}

/* notFoundAfter: by then a request has arrived or is lost, and the bank tells what it has booked; so have those that
   left before it. */
#define rests(a, b) (!older[(a) * M + (b)] || (!inNet(b) && !early[b]))
#if N == 1
#define allRest(a) (1)
#elif N == 2
#define allRest(a) (rests(a, 1) && rests(a, 2))
#else
#define allRest(a) (rests(a, 1) && rests(a, 2) && rests(a, 3))
#endif
#define isLate(a) (L.t[a].state != 0 && !late[a] && !inNet(a) && outbox != a && !early[a] && allRest(a))
inline passes(a) {
    late[a] = 1; i = 1;
    do :: i <= N -> older[a * M + i] = 0; i++ :: else -> break od;
    i = 0
}
proctype Time() {
    do
    :: d_step { isLate(1) -> passes(1) }
#if N > 1
    :: d_step { isLate(2) -> passes(2) }
#endif
#if N > 2
    :: d_step { isLate(3) -> passes(3) }
#endif
    od
}

#if N == 1
#define noneEarly (!early[1])
#elif N == 2
#define noneEarly (!early[1] && !early[2])
#else
#define noneEarly (!early[1] && !early[2] && !early[3])
#endif

inline copyLedger(to, from) {
    to.status = from.status; to.generationMin = from.generationMin; to.contradicted = from.contradicted;
    i = 1;
    do
    :: i <= N ->
        to.t[i].state = from.t[i].state; to.t[i].generation = from.t[i].generation;
        to.t[i].conflict = from.t[i].conflict; to.t[i].known = from.t[i].known;
        to.t[i].once = from.t[i].once; to.t[i].person = from.t[i].person;
        i++
    :: else -> break
    od;
    i = 0
}

proctype Faults() {
    do
    :: d_step { healed == 0 && (up || person != 0) ->        /* a crash, at any point */
        up = 0; asked = 0; outbox = 0; waiting = 0; answer = 0; inquired = 0; inquiry = 0;
        restoring = 0; ahead = 0; back = 0; forget(0); forget(1);
        person = 0; personG = 0; i = 1;
        do :: i <= N -> told[i] = 0; i++ :: else -> break od;
        i = 0 }
#ifdef QUIET_LOSS
#define mayBeLost (netA[0] == 0 && netA[1] == 0 && noneEarly)
#else
#define mayBeLost (1)
#endif
#ifdef LEDGER_LOSS
    :: d_step { healed == 0 && !up && person == 0 && !wasLost && mayBeLost ->
        wasLost = 1;
        L.status = QUEUED; L.generationMin = 1; L.contradicted = 0; i = 1;
        do
        :: i <= N ->
            L.t[i].state = 0; L.t[i].generation = 0; L.t[i].conflict = 0; L.t[i].known = 0; L.t[i].once = 0;
            L.t[i].person = 0; late[i] = 0; i++
        :: else -> break
        od;
        i = 0 }
#endif
#ifdef OLD_COPY
    :: d_step { healed == 0 && !hasCopy && !wasLost -> hasCopy = 1; copyLedger(copy, L) }
    :: d_step { healed == 0 && hasCopy && !up && person == 0 && !wasLost && mayBeLost -> wasLost = 1; hasCopy = 0;
        copyLedger(L, copy);
        copy.status = 0; copy.generationMin = 0; copy.contradicted = 0; i = 1;
        do
        :: i <= N ->
            copy.t[i].state = 0; copy.t[i].generation = 0; copy.t[i].conflict = 0; copy.t[i].known = 0;
            copy.t[i].once = 0; copy.t[i].person = 0; i++
        :: else -> break
        od;
        i = 0 }
#endif
#ifdef REFERENCES_EXPIRE
    :: d_step { healed == 0 && !up && person == 0 && netA[0] == 0 && netA[1] == 0 && noneEarly -> i = 1;
        do :: i <= N -> reference[i] = 0; i++ :: else -> break od;
        i = 0 }
#endif
#ifdef PROGRESS
    :: healed == 0 -> healed = 1; break
#endif
    od
}

#ifdef PROGRESS
/* Left out: an attempt more than the model has; an answer about another partnerReferenceNo, which a person must see. */
#define isCut (L.t[N].state != 0 && L.status == QUEUED)
ltl settles { [] (healed -> <> (isSettled || isCut)) }
#endif

init {
    atomic {
        L.status = QUEUED; L.generationMin = 1;
#ifdef MANNER
        manner = MANNER;
#else
        if :: manner = 0 :: manner = 1 fi;
#endif
        run Salur(); run Calls(); run News(); run Person(); run Network(); run Bank(); run Time(); run Faults()
    }
}
