package dev.antidote.retrain.store;

import dev.antidote.wire.RecordPlace;
import java.time.Instant;

/**
 * A flagged request on its way into the store.
 *
 * @param source who sent the request; empty where nobody knows
 * @param requestId the sender's identifier
 * @param text the text, without the benign prompt
 * @param guard what the guard thought
 * @param request where the request stands
 * @param at when it was flagged
 */
public record Flagged(String source, String requestId, String text, GuardSays guard, RecordPlace request, Instant at) {}
