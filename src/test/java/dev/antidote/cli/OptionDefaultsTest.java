package dev.antidote.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.antidote.attack.Adaptive;
import dev.antidote.config.ConfigSource;
import dev.antidote.config.GuardConfig;
import dev.antidote.model.Precision;
import dev.antidote.p2p.ReserveSource;
import dev.antidote.train.DefenceSpec;
import dev.antidote.train.TrainingSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;

/** Naming one option of a group must not lose the defaults of the others. */
class OptionDefaultsTest {
    @Command(name = "try")
    private static final class Tried {
        @ArgGroup(validate = false)
        private DefenceFlags defence = new DefenceFlags();

        @ArgGroup(validate = false)
        private TrainingFlags training = new TrainingFlags();

        @ArgGroup(validate = false)
        private ModelFlags model = new ModelFlags();
    }

    private final Screen screen = new Screen(Capabilities.PLAIN);

    @Test
    void shouldHoldWithoutOptions() {
        assertDefaults(parse());
    }

    @Test
    void shouldHoldBesideOptionsOfTheSameGroup() {
        Tried tried = parse("--reserve", "screened", "--learning-rate", "0.002", "--precision", "fp32");

        DefenceSpec spec = tried.defence.spec(true, 1);
        assertThat(spec.reserve()).isEqualTo(ReserveSource.SCREENED);
        assertThat(spec.reconstruction().rho()).isEqualTo(1);
        TrainingSettings settings = tried.training.settings(tried.model.precision(screen.terminal()));
        assertThat(settings.learningRate()).isEqualTo(0.002);
        assertThat(settings.epochs()).isEqualTo(2);
        assertThat(settings.maxTokens()).isEqualTo(128);
    }

    @Test
    void shouldLetAnAttackerKnowThePublishedPrompt() {
        assertThat(Adaptive.PUBLISHED_PROMPT).isEqualTo(parse().defence.prompt().text());
    }

    @ParameterizedTest
    @CsvSource({"trusted,0.3", "random,0.3", "bootstrap,1", "screened,1"})
    void shouldRepeatFewTrustedRowsLessThanItCopiesManyPurgedOnes(String reserve, double rho) {
        assertThat(parse("--reserve", reserve)
                        .defence
                        .spec(true, 1)
                        .reconstruction()
                        .rho())
                .isEqualTo(rho);
        assertThat(parse("--reserve", reserve, "--rho", "0.4")
                        .defence
                        .spec(true, 1)
                        .reconstruction()
                        .rho())
                .isEqualTo(0.4);
    }

    @ParameterizedTest
    @EnumSource(ReserveSource.class)
    void shouldRetrainAsTrainDoesWithoutOptions(ReserveSource reserve) {
        DefenceSpec trained = parse("--reserve", reserve.label()).defence.spec(true, 9);

        assertThat(DefenceSpec.standard(trained.prompt(), reserve, 9)).isEqualTo(trained);
    }

    @Test
    void shouldTrainWithTheSameSettingsInBothCommands() {
        Tried tried = parse();
        GuardConfig config = GuardConfig.read(
                ConfigSource.empty().withFlags(Map.of("bundle", "b", "kafka.bootstrap.servers", "k:1")));

        assertThat(RetrainSetup.training(config.retrain().training()))
                .isEqualTo(tried.training.settings(tried.model.precision(screen.terminal())));
    }

    @Test
    void shouldTellOfAPrecisionThatIsSlowHere() {
        parse("--precision", "fp32").model.precision(screen.terminal());
        parse().model.precision(screen.terminal());
        assertThat(screen.err()).isEmpty();

        parse("--precision", "bf16").model.precision(screen.terminal());
        boolean slow = Precision.fastest() != Precision.BF16;
        assertThat(screen.err().startsWith("warning: --precision bf16: this processor"))
                .isEqualTo(slow);
    }

    private void assertDefaults(Tried tried) {
        DefenceSpec spec = tried.defence.spec(true, 1);
        assertThat(spec.reserve()).isEqualTo(ReserveSource.BOOTSTRAP);
        assertThat(spec.prompt().text()).isEqualTo("The query currently entered is:");
        assertThat(spec.reconstruction().rho()).isEqualTo(1);
        assertThat(spec.screen()).isTrue();
        assertThat(spec.purge()).isTrue();
        TrainingSettings settings = tried.training.settings(tried.model.precision(screen.terminal()));
        assertThat(settings.epochs()).isEqualTo(2);
        assertThat(settings.batchSize()).isEqualTo(32);
        assertThat(settings.lora().rank()).isEqualTo(16);
    }

    private static Tried parse(String... arguments) {
        Tried tried = new Tried();
        new CommandLine(tried).parseArgs(arguments);
        return tried;
    }
}
