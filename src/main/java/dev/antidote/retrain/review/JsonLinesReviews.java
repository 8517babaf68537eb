package dev.antidote.retrain.review;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.antidote.data.InputException;
import dev.antidote.retrain.store.Decision;
import dev.antidote.retrain.store.GuardSays;
import dev.antidote.retrain.store.Review;
import dev.antidote.retrain.store.StoredSample;
import dev.antidote.retrain.store.UndefendedSays;
import dev.antidote.wire.avro.FlagReason;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * One object a line. A reviewer fills in {@code label} and {@code poisoned}, or {@code "skip": true}; all else is there to be looked
 * at, and {@code text} to make sure that the decision is about this sample.
 */
final class JsonLinesReviews implements ReviewFormat {
    @Override
    public void begin(JsonGenerator out) {
        out.setRootValueSeparator(null); // write() ends its own lines
    }

    @Override
    public void write(JsonGenerator out, StoredSample sample) throws IOException {
        out.writeStartObject();
        out.writeNumberField("id", sample.id());
        out.writeStringField("text", sample.text());
        writeReview(out, sample.review());
        GuardSays guard = sample.guard();
        out.writeStringField("guardLabel", guard.label());
        out.writeArrayFieldStart("reasons");
        for (FlagReason reason : guard.reasons()) {
            out.writeString(reason.name());
        }
        out.writeEndArray();
        out.writeNumberField("confidence", guard.confidence());
        out.writeNumberField("margin", guard.margin());
        out.writeNumberField("leakage", guard.leakage());
        if (guard.undefended().isPresent()) {
            UndefendedSays undefended = guard.undefended().get();
            out.writeStringField("undefendedLabel", undefended.label());
            out.writeNumberField("ablation", undefended.ablation());
        }
        out.writeStringField("bundle", guard.bundle());
        out.writeStringField("source", sample.source());
        out.writeStringField("requestId", sample.requestId());
        out.writeNumberField("seen", sample.seen().count());
        out.writeStringField("firstSeen", sample.seen().first().toString());
        out.writeStringField("lastSeen", sample.seen().last().toString());
        out.writeEndObject();
        out.writeRaw('\n');
    }

    /** The latest review; where there is none, fields to be filled in. */
    private static void writeReview(JsonGenerator out, Optional<Review> review) throws IOException {
        Optional<String> label = review.flatMap(Review::label);
        Optional<Boolean> poisoned = review.flatMap(Review::poisoned);
        if (label.isPresent()) {
            out.writeStringField("label", label.get());
        } else {
            out.writeNullField("label");
        }
        if (poisoned.isPresent()) {
            out.writeBooleanField("poisoned", poisoned.get());
        } else {
            out.writeNullField("poisoned");
        }
        out.writeBooleanField(
                "skip", review.map(r -> r.decision() == Decision.SKIPPED).orElse(false));
        if (review.isPresent()) {
            out.writeStringField("reviewer", review.get().reviewer());
        }
    }

    @Override
    public void end(JsonGenerator out) {}

    @Override
    public List<ReviewEntry> read(String where, JsonNode node) {
        Fields fields = new Fields(where, node);
        Optional<String> label = fields.text("label");
        Optional<Boolean> poisoned = fields.flag("poisoned");
        boolean skip = fields.flag("skip").orElse(false);
        if (skip && (label.isPresent() || poisoned.isPresent())) {
            throw new InputException(where + ": has a label and is skipped; decide for one of them");
        }
        if (!skip && label.isPresent() != poisoned.isPresent()) {
            throw new InputException(where + ": fill in both label and poisoned (true or false), or neither");
        }
        if (!skip && label.isEmpty()) {
            return List.of();
        }
        return List.of(new ReviewEntry(
                where,
                fields.id("id"),
                fields.text("text"),
                skip ? Decision.SKIPPED : Decision.LABELLED,
                label,
                poisoned,
                fields.text("reviewer")));
    }
}
