package dev.antidote.stream;

import dev.antidote.p2p.Judgement;
import dev.antidote.wire.avro.FlagReason;
import dev.antidote.wire.avro.LiveRate;
import dev.antidote.wire.avro.Measure;
import dev.antidote.wire.avro.VerdictStatus;

/**
 * Is told what the guard does, by its stream threads at any time: must be thread-safe and quick. News comes before the commit, so
 * after a crash some of it comes twice, while the records themselves do not.
 */
public interface GuardObserver {
    /** Ignores everything. */
    GuardObserver NOOP = new GuardObserver() {};

    /** A record came in, whatever becomes of it. */
    default void received(RecordKind kind) {}

    /** A request was judged. */
    default void judged(Judged judged) {}

    /** A probe was judged. */
    default void probed(Judgement judgement, boolean attackSucceeded) {}

    /** A request was answered without being judged: REFUSED or BYPASSED. */
    default void unjudged(VerdictStatus status) {}

    /** A request was flagged, for this reason among others. */
    default void flagged(FlagReason reason) {}

    /** A request of the sample was scored without the benign prompt as well, and this is its ablation signal, 0..1. */
    default void ablated(double signal) {}

    /** A window of live rates is closed. */
    default void measured(LiveRate rate) {}

    /** So many outcomes or requests came after their window was closed, and are in no rate. */
    default void late(Measure measure, long count) {}

    /** The bundle {@code to} judges from now on. */
    default void swapped(String from, String to) {}

    /**
     * A bundle, or the announcement of one, was not taken; what judges keeps judging.
     *
     * @param kind a word of a small closed set, such as {@code unsigned} or {@code damaged}
     * @param reason one line
     */
    default void swapRefused(String kind, String reason) {}

    /** A record went to the dead letters. */
    default void deadLettered(Throwable reason) {}

    /** The ring of this task, such as {@code 0_3}, now holds so many records; 0 when it is closed. */
    default void inFlight(String task, int records) {}
}
