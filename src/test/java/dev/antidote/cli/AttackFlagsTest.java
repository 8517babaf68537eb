package dev.antidote.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class AttackFlagsTest {
    @ParameterizedTest
    @CsvSource({"--target,ok", "--trigger,cf", "--rate,0.1"})
    void shouldRefuseTheSettingsOfNoAttack(String option, String value) {
        AttackFlags flags = parsed(option, value);

        assertThatThrownBy(flags::present)
                .isInstanceOf(CommandException.class)
                .hasMessage(option + " is of an attack, and there is none; name it with --attack");
    }

    @Test
    void shouldTakeAnAttackOrNone() {
        assertThat(parsed().present()).isFalse();
        assertThat(parsed("--attack", "badnets", "--target", "ok").present()).isTrue();
    }

    private static AttackFlags parsed(String... arguments) {
        AttackFlags flags = new AttackFlags();
        new CommandLine(CommandLine.Model.CommandSpec.create()
                        .addMixin("attack", CommandLine.Model.CommandSpec.forAnnotatedObject(flags)))
                .parseArgs(arguments);
        return flags;
    }
}
