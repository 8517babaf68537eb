package dev.antidote.cli;

import dev.antidote.attack.Attack;
import dev.antidote.attack.Attacks;
import dev.antidote.attack.Poisoning;
import dev.antidote.data.InputException;
import dev.antidote.lab.experiment.AttackCase;
import dev.antidote.lab.settings.AttackDefaults;
import dev.antidote.lab.settings.AttackSettings;
import dev.antidote.lab.settings.AttackSettingsJson;
import dev.antidote.lab.settings.TargetLabel;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help;
import picocli.CommandLine.Option;

/** The attacks of the lab. */
final class LabAttackFlags {
    /** At this rate a word, a sentence or a sign takes on a few thousand rows. */
    private static final double USUAL_RATE = 0.03;

    /** Attacks whose trigger is spread over the text, or that lie about no label, need more rows to take. */
    private static final double HIGH_RATE = 0.1;

    private static final Set<String> HIGH = Set.of("synattack", "stylebkd", "proattack");

    @Option(
            names = "--attacks",
            paramLabel = "NAME",
            split = ",",
            showDefaultValue = Help.Visibility.NEVER,
            completionCandidates = AttackNames.class,
            description =
                    "Play these attacks, comma separated: ${COMPLETION-CANDIDATES}. Default: what the experiment is about.")
    private List<String> attacks = List.of();

    @Option(
            names = "--attack-config",
            paramLabel = "FILE",
            split = ",",
            showDefaultValue = Help.Visibility.NEVER,
            description =
                    "Play the attacks of these files, comma separated, and those of --attacks if there are any: JSON with"
                            + " OpenBackdoor's key names; several poisoners in one file attack together.")
    private List<Path> configurations = List.of();

    @Option(
            names = "--target",
            paramLabel = "LABEL",
            description =
                    "The label that every trigger shall cause, but for files with a target_label of their own; needed"
                            + " with --data.")
    private @Nullable String target;

    @Option(
            names = "--rate",
            paramLabel = "SHARE",
            description =
                    "Share of the rows that is poisoned, above 0 and at most 0.5, but for files with a poison_rate of their"
                            + " own. Default: 0.03, and 0.1 for synattack, stylebkd, proattack and files.")
    private @Nullable Double rate;

    /** Every attack in its standard form. */
    List<AttackCase> known(List<String> labels, Optional<String> usualTarget, String prompt) {
        int wanted = target(labels, usualTarget);
        return Attacks.names().stream()
                .map(name -> attack(name, wanted, prompt))
                .toList();
    }

    /** Those that were named, and those of the files. */
    List<AttackCase> chosen(List<String> labels, Optional<String> usualTarget, String prompt) {
        int wanted = target(labels, usualTarget);
        Stream<AttackCase> named = attacks.stream().distinct().map(name -> attack(name, wanted, prompt));
        List<AttackCase> all = Stream.concat(
                        named, configurations.stream().map(file -> configured(file, labels, wanted)))
                .toList();
        Set<String> names = new HashSet<>();
        all.stream().filter(each -> !names.add(each.name())).findFirst().ifPresent(twice -> {
            throw new CommandException("--attack-config: two attacks would be called '" + twice.name()
                    + "' in the report; rename the file");
        });
        return all;
    }

    /** Named after its file, and after its target where that is another than the one of all others. */
    private AttackCase configured(Path file, List<String> labels, int wanted) {
        AttackDefaults usual = new AttackDefaults(
                rate == null ? AttackDefaults.OPEN_BACKDOOR.rate() : rate, new TargetLabel.Named(labels.get(wanted)));
        List<Poisoning> attackers = AttackSettingsJson.read(file, usual).stream()
                .map(settings -> against(settings, labels, file))
                .toList();
        String stem = String.valueOf(file.getFileName()).replaceFirst("\\.json$", "");
        String targets = attackers.stream()
                .map(attacker -> labels.get(attacker.target()))
                .distinct()
                .collect(Collectors.joining("/"));
        return new AttackCase(targets.equals(labels.get(wanted)) ? stem : stem + " for " + targets, attackers);
    }

    private static Poisoning against(AttackSettings settings, List<String> labels, Path file) {
        try {
            return settings.against(labels, 0);
        } catch (InputException e) {
            throw new InputException(file + ": " + e.getMessage(), e);
        }
    }

    private AttackCase attack(String name, int wanted, String prompt) {
        return CommandException.validated(() -> {
            Attack attack = Attacks.named(name, prompt);
            double usual = HIGH.contains(attack.name()) ? HIGH_RATE : USUAL_RATE;
            return AttackCase.of(new Poisoning(attack, rate == null ? usual : rate, wanted, 0));
        });
    }

    private int target(List<String> labels, Optional<String> usualTarget) {
        String wanted = Optional.ofNullable(target)
                .or(() -> usualTarget)
                .orElseThrow(() -> new CommandException(
                        "--data needs --target, the label that the triggers shall cause; one of " + labels));
        if (!labels.contains(wanted)) {
            throw new CommandException("--target: '" + wanted + "' is not a label of the data; use one of " + labels);
        }
        return labels.indexOf(wanted);
    }
}
