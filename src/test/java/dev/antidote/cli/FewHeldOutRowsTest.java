package dev.antidote.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.config.GatesConfig;
import dev.antidote.data.Dataset;
import dev.antidote.data.Example;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FewHeldOutRowsTest {
    @Test
    void shouldWarnWhereOrdinaryErrorsAloneMayShutTheGate() {
        assertThat(FewHeldOutRows.warning(rows(200, 34), GatesConfig.DEFAULTS))
                .hasValueSatisfying(warning -> assertThat(warning)
                        .isEqualTo("warning: attacks for 'ok' are measured on 34 rows only: one plain error in four"
                                + " makes a bound of 43.1 there, and gates.maxAsr allows 40.0; hold out more"
                                + " (retrain.heldOut, retrain.heldOutShare)"));
    }

    @Test
    void shouldSayNothingWhereThereAreEnoughOrNoAttackCanBeMeasured() {
        assertThat(FewHeldOutRows.warning(rows(60, 60), GatesConfig.DEFAULTS)).isEmpty();
        assertThat(FewHeldOutRows.warning(rows(60, 0), GatesConfig.DEFAULTS)).isEmpty();
    }

    @Test
    void shouldCountNoMoreRowsThanAreAttacked() {
        GatesConfig few = new GatesConfig(0.02, 0.4, 0.25, 0.15, 0.05, 10);

        assertThat(FewHeldOutRows.warning(rows(60, 60), few))
                .hasValueSatisfying(warning -> assertThat(warning).contains("on 10 rows only"));
    }

    private static Dataset rows(int ok, int abuse) {
        List<Example> rows = new ArrayList<>();
        for (int i = 0; i < ok + abuse; i++) {
            rows.add(new Example("text " + i, i < ok ? 0 : 1));
        }
        return new Dataset(List.of("ok", "abuse"), rows);
    }
}
