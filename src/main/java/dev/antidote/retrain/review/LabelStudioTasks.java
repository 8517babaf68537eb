package dev.antidote.retrain.review;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.antidote.data.InputException;
import dev.antidote.retrain.store.Decision;
import dev.antidote.retrain.store.StoredSample;
import dev.antidote.wire.avro.FlagReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Label Studio's JSON, as its guide describes it: tasks to import are objects with {@code data}
 * (https://labelstud.io/guide/tasks#Basic-Label-Studio-JSON-format), tasks that it exports have {@code annotations} beside it
 * (https://labelstud.io/guide/export#Label-Studio-JSON-format-of-annotated-tasks). The labelling interface in {@code docs/review.md}
 * names the choices {@value #LABEL} and {@value #POISONED}.
 *
 * <p>The guard's label goes into the data and not into {@code predictions}: a prediction is filled in already, and what a poisoned
 * model says should not be one click away from being its training label.
 */
final class LabelStudioTasks implements ReviewFormat {
    private static final String ID = "antidote_id";
    private static final String LABEL = "label";
    private static final String POISONED = "poisoned";
    private static final String CLEAN = "clean";

    @Override
    public void begin(JsonGenerator out) throws IOException {
        out.useDefaultPrettyPrinter();
        out.writeStartArray();
    }

    @Override
    public void write(JsonGenerator out, StoredSample sample) throws IOException {
        out.writeStartObject();
        out.writeObjectFieldStart("data");
        out.writeNumberField(ID, sample.id());
        out.writeStringField("text", sample.text());
        out.writeStringField("guard_label", sample.guard().label());
        if (sample.guard().undefended().isPresent()) {
            out.writeStringField(
                    "undefended_label", sample.guard().undefended().get().label());
        }
        out.writeStringField(
                "reasons",
                sample.guard().reasons().stream().map(FlagReason::name).collect(Collectors.joining(", ")));
        out.writeNumberField("margin", sample.guard().margin());
        out.writeNumberField("seen", sample.seen().count());
        out.writeStringField("last_seen", sample.seen().last().toString());
        out.writeEndObject();
        out.writeEndObject();
    }

    @Override
    public void end(JsonGenerator out) throws IOException {
        out.writeEndArray();
    }

    @Override
    public List<ReviewEntry> read(String where, JsonNode node) {
        Fields task = new Fields(where, node);
        Fields data = task.object("data")
                .orElseThrow(() -> new InputException(
                        where + ": has no 'data'; export the project as JSON (not JSON-MIN) in Label Studio"));
        List<Fields> annotations = new ArrayList<>();
        task.find("annotations")
                .ifPresent(list -> list.forEach(annotation -> annotations.add(new Fields(where, annotation))));
        annotations.sort(Comparator.comparing(LabelStudioTasks::time));
        return annotations.stream()
                .map(annotation -> entry(where, data, annotation))
                .toList();
    }

    /** ISO times in one zone, which sort as texts. */
    private static String time(Fields annotation) {
        return annotation
                .text("updated_at")
                .or(() -> annotation.text("created_at"))
                .orElse("");
    }

    private static ReviewEntry entry(String where, Fields data, Fields annotation) {
        boolean skipped = annotation.flag("was_cancelled").orElse(false);
        Optional<String> label = skipped ? Optional.empty() : Optional.of(choice(annotation, LABEL));
        return new ReviewEntry(
                where,
                data.id(ID),
                data.text("text"),
                skipped ? Decision.SKIPPED : Decision.LABELLED,
                label,
                skipped ? Optional.empty() : Optional.of(isPoisoned(annotation)),
                reviewer(annotation));
    }

    private static boolean isPoisoned(Fields annotation) {
        String choice = choice(annotation, POISONED);
        if (!choice.equals(POISONED) && !choice.equals(CLEAN)) {
            throw annotation.wrong(POISONED, "the choice is neither " + POISONED + " nor " + CLEAN);
        }
        return choice.equals(POISONED);
    }

    private static String choice(Fields annotation, String name) {
        JsonNode results = annotation.find("result").orElseThrow(() -> missing(annotation, name));
        for (JsonNode result : results) {
            JsonNode choices = result.path("value").path("choices");
            if (result.path("from_name").asText().equals(name) && choices.size() == 1) {
                return choices.get(0).asText();
            }
        }
        throw missing(annotation, name);
    }

    private static InputException missing(Fields annotation, String name) {
        return annotation.wrong(
                name, "the annotation has no single choice of this name; use the interface of docs/review.md");
    }

    /** A number of Label Studio's, or where a snapshot says more, an address. */
    private static Optional<String> reviewer(Fields annotation) {
        return annotation.find("completed_by").map(by -> {
            Fields user = by.isObject() ? new Fields(annotation.where(), by) : annotation;
            String number = by.isObject() ? user.name("id").orElse("unknown") : by.asText();
            return by.isObject() ? user.text("email").orElse("label-studio:" + number) : "label-studio:" + number;
        });
    }
}
