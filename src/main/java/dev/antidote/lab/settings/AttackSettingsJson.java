package dev.antidote.lab.settings;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antidote.attack.Attack;
import dev.antidote.attack.Composite;
import dev.antidote.attack.LabelRule;
import dev.antidote.attack.Poisoning;
import dev.antidote.data.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads and writes attack settings in OpenBackdoor's form. Where a list of poisoners stands instead of one, each is an attacker of
 * his own. Comments are allowed, as OpenBackdoor's annotated configuration has them; repeated keys are errors.
 */
public final class AttackSettingsJson {
    private static final String ATTACKER = "attacker";
    private static final String POISONER = "poisoner";
    private static final String RATE = "poison_rate";
    private static final String NEGATIVES = "negative_rate";
    private static final String TARGET = "target_label";
    private static final String CLEAN = "label_consistency";
    private static final String DIRTY = "label_dirty";

    /** OpenBackdoor's own default; it knows no other share. */
    private static final double USUAL_SOS_NEGATIVES = 0.1;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonParser.Feature.ALLOW_COMMENTS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private AttackSettingsJson() {}

    /**
     * Reads the attackers of a file.
     *
     * @param usual what holds where the file does not say
     * @throws InputException that names the file and what is wrong
     */
    public static List<AttackSettings> read(Path file, AttackDefaults usual) {
        try {
            return read(Files.readString(file), file.toString(), usual);
        } catch (NoSuchFileException e) {
            throw new InputException(file + ": there is no such file", e);
        } catch (IOException e) {
            throw new InputException(file + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /**
     * Reads the attackers of a text, one at least.
     *
     * @param origin names the text in messages
     * @param usual what holds where the text does not say
     * @throws InputException that names the origin and what is wrong
     */
    public static List<AttackSettings> read(String json, String origin, AttackDefaults usual) {
        JsonNode root = tree(json, origin);
        if (!root.isObject()) {
            throw new InputException(
                    origin + ": holds no JSON object; it needs {\"" + POISONER + "\": {\"name\": ...}}");
        }
        boolean nested = root.has(ATTACKER);
        JsonNode poisoner = nested ? root.path(ATTACKER).path(POISONER) : root.path(POISONER);
        String place = origin + ": " + (nested ? ATTACKER + "." : "") + POISONER;
        if (poisoner.isMissingNode()) {
            throw new InputException(place + ": is missing; it says how the data is poisoned");
        }
        if (!poisoner.isArray()) {
            return List.of(settings(new PoisonerKeys(poisoner, place), usual));
        }
        List<AttackSettings> attackers = new ArrayList<>();
        for (JsonNode each : poisoner) {
            attackers.add(settings(new PoisonerKeys(each, place + "[" + attackers.size() + "]"), usual));
        }
        if (attackers.isEmpty()) {
            throw new InputException(place + ": is empty; one poisoner is needed at least");
        }
        return attackers;
    }

    /** Writes attackers, one at least; a single one in a form that OpenBackdoor reads, if it knows the attack. */
    public static String write(List<AttackSettings> attackers) {
        ObjectNode root = MAPPER.createObjectNode();
        ObjectNode attacker = root.putObject(ATTACKER);
        attacker.put("name", "base");
        if (attackers.size() == 1) {
            write(attackers.get(0), attacker.putObject(POISONER));
        } else {
            ArrayNode list = attacker.putArray(POISONER);
            attackers.forEach(each -> write(each, list.addObject()));
        }
        try {
            return MAPPER.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode tree(String json, String origin) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonEOFException e) {
            throw new InputException(origin + ": is not JSON; it ends before it is complete", e);
        } catch (JsonProcessingException e) {
            String fault = e.getOriginalMessage().lines().findFirst().orElse("");
            String line =
                    e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNr();
            throw new InputException(origin + ": is not JSON" + line + " (" + fault + ")", e);
        }
    }

    private static AttackSettings settings(PoisonerKeys keys, AttackDefaults usual) {
        Attack attack = PoisonerKinds.read(keys);
        boolean sos = keys.text("name").equalsIgnoreCase(PoisonerKinds.SOS);
        LabelRule rule = sos ? sosRule(keys) : rule(attack, keys);
        double rate = keys.number(RATE, usual.rate());
        double negatives =
                keys.number(NEGATIVES, sos ? USUAL_SOS_NEGATIVES : Poisoning.usualNegativeRate(attack, rate));
        TargetLabel target = keys.label(TARGET, usual.target());
        if (keys.flag("load", false)) {
            throw keys.error("load", "rows that were poisoned elsewhere cannot be loaded; use false");
        }
        keys.passOver("save", "poison_setting", "poison_data_basepath", "poisoned_data_path");
        keys.requireNoOthers();
        return keys.valid(
                Map.of("poisoning rate", RATE, "poisoning negative rate", NEGATIVES),
                () -> new AttackSettings(attack, rate, negatives, target, rule));
    }

    /** As in OpenBackdoor, consistency wins over dirt, and neither of the two means mixed; no word of either, the attack's way. */
    private static LabelRule rule(Attack attack, PoisonerKeys keys) {
        if (!keys.has(CLEAN) && !keys.has(DIRTY) && attack.labelRule() == LabelRule.CLEAN) {
            return LabelRule.CLEAN;
        }
        boolean clean = keys.flag(CLEAN, false);
        boolean dirty = keys.flag(DIRTY, false);
        if (clean) {
            return LabelRule.CLEAN;
        }
        return dirty ? LabelRule.DIRTY : LabelRule.MIXED;
    }

    /** OpenBackdoor's SOS takes rows of other labels whatever the two keys say; a clean label would be another attack. */
    private static LabelRule sosRule(PoisonerKeys keys) {
        keys.flag(DIRTY, true);
        if (keys.flag(CLEAN, false)) {
            throw keys.error(CLEAN, "sos poisons rows of other labels only; use false");
        }
        return LabelRule.DIRTY;
    }

    private static void write(AttackSettings settings, ObjectNode out) {
        PoisonerKinds.write(settings.attack(), out);
        if (isSos(settings)) {
            out.put("name", PoisonerKinds.SOS).remove(PoisonerKinds.TOGETHER);
        }
        out.put(RATE, settings.rate());
        if (settings.target() instanceof TargetLabel.Index byIndex) {
            out.put(TARGET, byIndex.index());
        } else if (settings.target() instanceof TargetLabel.Named byName) {
            out.put(TARGET, byName.name());
        }
        out.put(CLEAN, settings.rule() == LabelRule.CLEAN);
        out.put(DIRTY, settings.rule() == LabelRule.DIRTY);
        if (settings.attack().negatives().isPresent()) {
            out.put(NEGATIVES, settings.negativeRate());
        }
    }

    /** Whether reading under that name gives the same again. */
    private static boolean isSos(AttackSettings settings) {
        return settings.rule() == LabelRule.DIRTY
                && settings.attack() instanceof Composite composite
                && composite.disguise().isPresent()
                && composite.together() == composite.parts().size();
    }
}
