package dev.antidote.stream;

import dev.antidote.config.RequestsConfig;
import dev.antidote.infer.EncodedText;
import dev.antidote.p2p.BenignPrompt;
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
     * @param ablated whether to read it without the benign prompt as well
     * @throws PayloadException if the policy refuses a text of this length
     */
    Reading read(String text, GuardModel model, boolean ablated) {
        Function<String, EncodedText> encoder =
                piece -> model.classifier().encode(model.prompt().guard(piece));
        EncodedText beginning = encoder.apply(text);
        if (!beginning.truncated() && !ablated) { // nearly all of them
            return new Reading(List.of(beginning), Coverage.WHOLE, List.of());
        }
        TextWindows.Window start = new TextWindows.Window(text, beginning);
        if (!beginning.truncated()) {
            return reading(List.of(start), Coverage.WHOLE, model, true);
        }
        return switch (policy.longText()) {
            case TRUNCATE -> reading(List.of(start), Coverage.TRUNCATED, model, ablated);
            case WINDOWS ->
                reading(
                        TextWindows.of(text, policy.maxWindows(), beginning.length(), encoder),
                        Coverage.WINDOWS,
                        model,
                        ablated);
            case REFUSE ->
                throw new PayloadException("the text does not fit into the " + beginning.length()
                        + " tokens that the model reads, benign prompt included (requests.longText: refuse)");
        };
    }

    private static Reading reading(
            List<TextWindows.Window> windows, Coverage coverage, GuardModel model, boolean ablated) {
        List<EncodedText> guarded =
                windows.stream().map(TextWindows.Window::encoded).toList();
        List<EncodedText> unguarded = ablated
                ? windows.stream()
                        .map(window -> model.classifier().encodeUnguarded(BenignPrompt.unguarded(window.text())))
                        .toList()
                : List.of();
        return new Reading(guarded, coverage, unguarded);
    }
}
