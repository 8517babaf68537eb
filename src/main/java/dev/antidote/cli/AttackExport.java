package dev.antidote.cli;

import dev.antidote.lab.experiment.AttackCase;
import dev.antidote.lab.settings.AttackSettings;
import dev.antidote.lab.settings.AttackSettingsJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * Writes attacks as files that {@code --attack-config} reads.
 *
 * @param directory one file for each attack goes there
 */
record AttackExport(Path directory) {
    static final String OPTION = "--export-attacks";

    /**
     * Writes them.
     *
     * @param labels of the data, by which the files count the target
     * @return a line for each, for people
     */
    List<String> write(Collection<AttackCase> attacks, List<String> labels) {
        OutputFile.requireDirectory(OPTION, directory);
        return attacks.stream()
                .map(attack -> {
                    Path file = directory.resolve(attack.name().replaceAll("[^\\w.%-]+", "-") + ".json");
                    String json = AttackSettingsJson.write(
                            attack.attackers().stream().map(AttackSettings::of).toList());
                    FileTree.writeWhole(OPTION, file, json.getBytes(StandardCharsets.UTF_8));
                    String wanted = labels.get(attack.attackers().get(0).target());
                    return attack.name() + ": " + file + ", target_label " + labels.indexOf(wanted) + " is '" + wanted
                            + "'";
                })
                .toList();
    }
}
