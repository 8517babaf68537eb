package dev.antidote.stream;

import dev.antidote.config.RequestsConfig;
import dev.antidote.infer.EncodedText;
import dev.antidote.wire.avro.Coverage;
import java.util.List;
import java.util.function.Function;

/** Wraps texts with the benign prompt and tokenizes them; texts longer than the model reads go by {@code requests.longText}. */
public final class TextReader {
    private final RequestsConfig policy;

    /** A reader of this policy; it keeps nothing else and is thread-safe. */
    TextReader(RequestsConfig policy) {
        this.policy = policy;
    }

    /**
     * Reads a text as a model does.
     *
     * @throws PayloadException if the policy refuses a text of this length
     */
    Reading read(String text, GuardModel model) {
        Function<String, EncodedText> encoder =
                piece -> model.classifier().encode(model.prompt().guard(piece));
        EncodedText beginning = encoder.apply(text);
        if (!beginning.truncated()) {
            return new Reading(List.of(beginning), Coverage.WHOLE);
        }
        return switch (policy.longText()) {
            case TRUNCATE -> new Reading(List.of(beginning), Coverage.TRUNCATED);
            case WINDOWS -> windows(text, beginning.length(), encoder);
            case REFUSE ->
                throw new PayloadException("the text does not fit into the " + beginning.length()
                        + " tokens that the model reads, benign prompt included (requests.longText: refuse)");
        };
    }

    private Reading windows(String text, int tokens, Function<String, EncodedText> encoder) {
        List<EncodedText> parts = TextWindows.of(text, policy.maxWindows(), tokens, encoder).stream()
                .map(TextWindows.Window::encoded)
                .toList();
        return new Reading(parts, Coverage.WINDOWS);
    }
}
