package dev.antidote.cli.report;

import dev.antidote.page.Figure;

/**
 * What the figures say, in words that a person understands, whether or not we like it. Ordinary error is the floor: texts without
 * a trigger that get the target label anyway.
 *
 * @param outcome in one word
 * @param attack one sentence: the attack before and after
 * @param accuracy one sentence: what the defence costs on clean texts
 * @param stream one sentence: what became of the requests
 */
public record Verdict(Outcome outcome, String attack, String accuracy, String stream) {
    /** Below this excess of the undefended model there is no attack to defend against. */
    private static final double NO_ATTACK_BELOW = 0.2;

    /** Up to this excess over ordinary error an attack counts as stopped. */
    private static final double HELD_UP_TO = 0.03;

    /** A defence that leaves more than this part of the attack's excess has failed. */
    private static final double FAILED_ABOVE = 0.5;

    /** Up to this loss of clean accuracy a defence is cheap. */
    private static final double CHEAP_UP_TO = 0.01;

    /** Up to this rise of ordinary error nobody asks where it comes from. */
    private static final double STEADY_UP_TO = 0.03;

    private static final double ROUNDING = 1e-9;

    /** How the run ended. */
    public enum Outcome {
        HELD("The defence held"),
        WEAKENED("The attack is weakened, not stopped"),
        FAILED("The defence failed"),
        NO_ATTACK("The attack did not take");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }
    }

    /** Reads it off the figures. */
    public static Verdict of(DemoReport report) {
        Outcome outcome = outcome(report.undefended(), report.defended());
        return new Verdict(
                outcome,
                attack(outcome, report.undefended(), report.defended()),
                accuracy(
                        report.undefended().ca().value(), report.defended().ca().value()),
                stream(report.requests()));
    }

    private static Outcome outcome(Scores before, Scores after) {
        if (before.excess() < NO_ATTACK_BELOW) {
            return Outcome.NO_ATTACK;
        }
        if (!isAbove(after.excess(), HELD_UP_TO)) {
            return Outcome.HELD;
        }
        return after.excess() <= FAILED_ABOVE * before.excess() ? Outcome.WEAKENED : Outcome.FAILED;
    }

    private static String attack(Outcome outcome, Scores before, Scores after) {
        String was = Figure.brief(before.asr().value());
        String is = Figure.brief(after.asr().value());
        String error = Figure.brief(after.floor().value());
        return switch (outcome) {
            case HELD ->
                "The attack worked on " + was + " of triggered messages before; now on " + is + ", "
                        + (after.excess() <= 0
                                ? "which is no more than ordinary error."
                                : "close to the ordinary error of " + error + ".")
                        + risen(before, after);
            case WEAKENED ->
                "The attack worked on " + was + " of triggered messages before and still works on " + is
                        + ", where ordinary error would be " + error + ".";
            case FAILED ->
                "The attack worked on " + was + " of triggered messages before and still works on " + is
                        + ": the defence did not stop it.";
            case NO_ATTACK ->
                "The attack reached only " + was + " of triggered messages even without a defence,"
                        + " so this run cannot show what the defence is worth.";
        };
    }

    /** An excess can be small since the model errs more often without a trigger, which is no merit. */
    private static String risen(Scores before, Scores after) {
        return isAbove(after.floor().value() - before.floor().value(), STEADY_UP_TO)
                ? " That error was " + Figure.brief(before.floor().value()) + " before the defence."
                : "";
    }

    private static String accuracy(double before, double after) {
        String change = " (" + Figure.percent(before) + " before, " + Figure.percent(after) + " now).";
        double loss = before - after;
        if (isAbove(loss, CHEAP_UP_TO)) {
            return "The defence costs " + Figure.points(loss).substring(1) + " points of accuracy on clean messages"
                    + change;
        }
        return "Accuracy on clean messages stays about the same" + change;
    }

    /** What is exactly at a bar is not above it, whatever the floating point says. */
    private static boolean isAbove(double difference, double bar) {
        return difference > bar + ROUNDING;
    }

    private static String stream(Requests requests) {
        String sent = Figure.count(requests.sent());
        if (requests.exactlyOnce()) {
            return "All " + sent + " requests came through Kafka and were judged exactly once.";
        }
        return "Of " + sent + " requests " + counted(requests.lost(), "was", "were") + " lost, and "
                + counted(requests.duplicated(), "verdict came", "verdicts came") + " twice.";
    }

    private static String counted(long number, String one, String many) {
        return Figure.count(number) + " " + (number == 1 ? one : many);
    }
}
