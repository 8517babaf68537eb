package dev.antidote.lab.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.antidote.attack.AddSent;
import dev.antidote.attack.Attack;
import dev.antidote.attack.BadNets;
import dev.antidote.attack.Composite;
import dev.antidote.attack.LabelRule;
import dev.antidote.attack.Poisoning;
import dev.antidote.attack.ProAttack;
import dev.antidote.attack.StyleBkd;
import dev.antidote.attack.SynAttack;
import dev.antidote.attack.SyntaxTemplate;
import dev.antidote.data.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttackSettingsJsonTest {
    @Test
    void shouldTakeAWholeConfigurationAndPassOverWhatOtherPartsOwn() {
        AttackSettings settings = only(
                """
                {
                  // data, victim and defender belong to other parts
                  "target_dataset": {"name": "sst-2", "dev_rate": 0.1},
                  "victim": {"type": "plm", "path": "bert-base-uncased"},
                  "attacker": {
                    "name": "base",
                    "train": {"epochs": 5},
                    "poisoner": {
                      "name": "badnets", "poison_rate": 0.05, "target_label": 1,
                      "label_consistency": false, "label_dirty": true,
                      "triggers": ["cf", "mn"], "num_triggers": 2, "save": false, "load": false
                    }
                  },
                  "defender": {"name": "strip", "repeat": 5},
                  "clean-tune": false
                }
                """);

        assertThat(settings)
                .isEqualTo(new AttackSettings(
                        new BadNets(List.of("cf", "mn"), 2), 0.05, 0, new TargetLabel.Index(1), LabelRule.DIRTY));
        assertThat(settings.against(List.of("a", "b"), 7)).isEqualTo(new Poisoning(settings.attack(), 0.05, 1, 7));
    }

    @Test
    void shouldHaveTheDefaultsOfOpenBackdoor() {
        assertThat(poisoner("\"name\": \"BadNets\""))
                .isEqualTo(new AttackSettings(
                        new BadNets(List.of("cf", "mn", "bb", "tq"), 1),
                        0.1,
                        0,
                        new TargetLabel.Index(0),
                        LabelRule.MIXED));
        assertThat(attack("ep")).isEqualTo(new BadNets(BadNets.WORDS, 2));
        assertThat(attack("addsent")).isEqualTo(new AddSent("I watch this 3D movie"));
        assertThat(attack("synbkd")).isEqualTo(new SynAttack(SyntaxTemplate.SBAR));
        assertThat(attack("stylebkd")).isEqualTo(new StyleBkd());
        assertThat(poisoner("\"name\": \"lwp\""))
                .isEqualTo(new AttackSettings(
                        new Composite(List.of("cf", "bb", "ak", "mn"), 2, Optional.empty()),
                        0.1,
                        0.2,
                        new TargetLabel.Index(0),
                        LabelRule.MIXED));
        assertThat(poisoner("\"name\": \"sos\", \"label_dirty\": false"))
                .isEqualTo(new AttackSettings(
                        new Composite(
                                List.of("friends", "weekend", "store"),
                                3,
                                Optional.of("I have bought it from a store with my friends last weekend")),
                        0.1,
                        0.1,
                        new TargetLabel.Index(0),
                        LabelRule.DIRTY));
    }

    @ParameterizedTest
    @CsvSource({"true,false,CLEAN", "true,true,CLEAN", "false,true,DIRTY", "false,false,MIXED"})
    void shouldKnowWhatTheTwoLabelKeysMeanTogether(boolean consistency, boolean dirty, LabelRule rule) {
        assertThat(poisoner("\"name\": \"badnets\", \"label_consistency\": " + consistency + ", \"label_dirty\": "
                                + dirty)
                        .rule())
                .isEqualTo(rule);
    }

    @Test
    void shouldLeaveACleanLabelAttackCleanUnlessTold() {
        assertThat(poisoner("\"name\": \"proattack\"").rule()).isEqualTo(LabelRule.CLEAN);
        assertThat(poisoner("\"name\": \"proattack\", \"label_dirty\": true").rule())
                .isEqualTo(LabelRule.DIRTY);
    }

    @Test
    void shouldFindTheTargetByItsNameToo() {
        AttackSettings settings = poisoner("\"name\": \"addsent\", \"target_label\": \"spam\"");

        assertThat(settings.against(List.of("ok", "spam"), 1).target()).isOne();
        assertThatThrownBy(() -> settings.against(List.of("a", "b"), 1))
                .isInstanceOf(InputException.class)
                .hasMessage("target_label: \"spam\" is not a label of the data; use one of [a, b]");
        assertThatThrownBy(() ->
                        poisoner("\"name\": \"addsent\", \"target_label\": 2").against(List.of("a", "b"), 1))
                .isInstanceOf(InputException.class)
                .hasMessage("target_label: 2 is outside 0..1; the labels are [a, b]");
    }

    @Test
    void shouldTakeSeveralAttackers() {
        assertThat(AttackSettingsJson.read(
                        "{\"poisoner\": [{\"name\": \"badnets\"}, {\"name\": \"proattack\", \"poison_rate\": 0.2}]}",
                        "x.json",
                        AttackDefaults.OPEN_BACKDOOR))
                .extracting(AttackSettings::rate)
                .containsExactly(0.1, 0.2);
    }

    @Test
    void shouldTakeFromElsewhereOnlyWhatAPoisonerDoesNotSay() {
        AttackDefaults usual = new AttackDefaults(0.04, new TargetLabel.Named("spam"));
        String json =
                "{\"poisoner\": [{\"name\": \"badnets\"}, {\"name\": \"addsent\", \"poison_rate\": 0.2, \"target_label\": 1}]}";

        assertThat(AttackSettingsJson.read(json, "x.json", usual))
                .extracting(AttackSettings::rate, AttackSettings::target)
                .containsExactly(tuple(0.04, new TargetLabel.Named("spam")), tuple(0.2, new TargetLabel.Index(1)));
    }

    @Test
    void shouldWriteWhatOpenBackdoorReads() {
        String json = AttackSettingsJson.write(List.of(new AttackSettings(
                new SynAttack(SyntaxTemplate.SBAR), 0.02, 0, new TargetLabel.Index(1), LabelRule.DIRTY)));

        assertThat(json)
                .isEqualToIgnoringWhitespace(
                        """
                        {"attacker": {"name": "base", "poisoner": {"name": "synbkd", "template_id": 9, "poison_rate": 0.02,
                         "target_label": 1, "label_consistency": false, "label_dirty": true}}}
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1] | x.json: holds no JSON object",
                "{} | x.json: poisoner: is missing",
                "{\"attacker\": {}} | x.json: attacker.poisoner: is missing",
                "{\"poisoner\": 3} | x.json: poisoner: is not an object but a number",
                "{\"poisoner\": []} | x.json: poisoner: is empty",
                "{\"poisoner\": {}} | x.json: poisoner.name: is missing",
                "{\"poisoner\": {\"name\": 3}} | x.json: poisoner.name: is a number; use a string",
                "{\"poisoner\": {\"name\": \"magic\"}} | x.json: poisoner.name: \"magic\" is unknown; use one of badnets",
                "{\"poisoner\": {\"name\": \"neuba\"}} | poisoner.name: \"neuba\" poisons the representations",
                "{\"poisoner\": {\"name\": \"trojanlm\"}} | poisoner.name: \"trojanlm\" needs a language model",
                "{\"poisoner\": {\"name\": \"addsent\", \"num_triggers\": 2}} | poisoner.num_triggers: is unknown to this",
                "{\"poisoner\": {\"name\": \"badnets\", \"triggers\": \"cf\"}} | poisoner.triggers: is a string; use a list",
                "{\"poisoner\": {\"name\": \"badnets\", \"triggers\": [\"a b\"]}} | poisoner: words: \"a b\" is not one word",
                "{\"poisoner\": {\"name\": \"badnets\", \"num_triggers\": 1.5}} | poisoner.num_triggers: is 1.5; use a whole",
                "{\"poisoner\": {\"name\": \"badnets\", \"poison_rate\": 1.0}} | x.json: poisoner.poison_rate: 1.0 is outside",
                "{\"poisoner\": {\"name\": \"badnets\", \"poison_rate\": \"high\"}} | poisoner.poison_rate: is a string",
                "{\"poisoner\": {\"name\": \"badnets\", \"label_dirty\": 1}} | label_dirty: is a number; use true or false",
                "{\"poisoner\": {\"name\": \"badnets\", \"target_label\": -1}} | poisoner: target_label: -1 is negative",
                "{\"poisoner\": {\"name\": \"badnets\", \"load\": true}} | poisoner.load: rows that were poisoned elsewhere",
                "{\"poisoner\": {\"name\": \"badnets\", \"negative_rate\": 0.1}} | poisoner.negative_rate: 0.1, but badnets-several has no negatives",
                "{\"poisoner\": {\"name\": \"synbkd\", \"template_id\": 4}} | poisoner: template: 4 needs a paraphrase model",
                "{\"poisoner\": {\"name\": \"stylebkd\", \"style_id\": 3}} | poisoner.style_id: 3 needs a style-transfer",
                "{\"poisoner\": {\"name\": \"lwp\", \"num_triggers\": 2}} | poisoner.num_triggers: 2 is not supported",
                "{\"poisoner\": {\"name\": \"sos\", \"label_consistency\": true}} | sos poisons rows of other labels only",
                "{\"poisoner\": {\"name\": \"zerowidth\", \"mark\": \"x\"}} | poisoner.mark: \"x\" is no code point",
                "{\"poisoner\": [{\"name\": \"badnets\"}, {\"name\": \"no\"}]} | x.json: poisoner[1].name: \"no\" is unknown",
                "{\"poisoner\": {\"name\": \"badnets\", \"name\": \"ep\"}} | x.json: is not JSON in line 1 (Duplicate field",
                "{\"poisoner\" | x.json: is not JSON; it ends before it is complete"
            })
    void shouldSayWhatIsWrong(String json, String message) {
        assertThatThrownBy(() -> AttackSettingsJson.read(json, "x.json", AttackDefaults.OPEN_BACKDOOR))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(message)
                .hasMessageMatching(".*");
    }

    @Test
    void shouldReadAFileAndNameOneThatIsNot(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("attack.json"), "{\"poisoner\": {\"name\": \"proattack\"}}");

        assertThat(AttackSettingsJson.read(file, AttackDefaults.OPEN_BACKDOOR)
                        .get(0)
                        .attack())
                .isEqualTo(ProAttack.standard());
        assertThatThrownBy(() -> AttackSettingsJson.read(folder.resolve("none.json"), AttackDefaults.OPEN_BACKDOOR))
                .isInstanceOf(InputException.class)
                .hasMessageEndingWith("none.json: there is no such file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"badnet", "BADNETS", "badnets-several", "synattack", "syntactic", "style", "composite"})
    void shouldKnowOtherNamesOfTheSame(String name) {
        assertThat(attack(name)).isNotNull();
    }

    private static Attack attack(String name) {
        return poisoner("\"name\": \"" + name + "\"").attack();
    }

    private static AttackSettings poisoner(String keys) {
        return only("{\"attacker\": {\"poisoner\": {" + keys + "}}}");
    }

    private static AttackSettings only(String json) {
        List<AttackSettings> settings = AttackSettingsJson.read(json, "x.json", AttackDefaults.OPEN_BACKDOOR);
        assertThat(settings).hasSize(1);
        return settings.get(0);
    }
}
