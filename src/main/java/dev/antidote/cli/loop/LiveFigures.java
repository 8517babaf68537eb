package dev.antidote.cli.loop;

import dev.antidote.data.Proportion;
import dev.antidote.page.Figure;
import dev.antidote.page.Rate;
import dev.antidote.wire.avro.Measure;

/** Live rates of a bundle in words. */
final class LiveFigures {
    private LiveFigures() {}

    static String text(LiveRates rates, String bundle) {
        return "ASR " + text(rates.total(Measure.ASR, bundle)) + ", floor " + text(rates.total(Measure.FLOOR, bundle))
                + ", CA " + text(rates.total(Measure.CLEAN_ACCURACY, bundle));
    }

    private static String text(Proportion share) {
        return share.trials() == 0 ? "not measured" : Figure.withInterval(Rate.of(share)) + " of " + share.trials();
    }
}
