package dev.antidote.lab.settings;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.antidote.attack.Adaptive;
import dev.antidote.attack.AddSent;
import dev.antidote.attack.Attack;
import dev.antidote.attack.BadNets;
import dev.antidote.attack.Composite;
import dev.antidote.attack.Homoglyph;
import dev.antidote.attack.ProAttack;
import dev.antidote.attack.PromptRelation;
import dev.antidote.attack.SeveralTriggers;
import dev.antidote.attack.StyleBkd;
import dev.antidote.attack.SynAttack;
import dev.antidote.attack.SyntaxTemplate;
import dev.antidote.attack.ZeroWidth;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Every attack that a file can name, with OpenBackdoor's names, keys and defaults where it knows the attack. */
final class PoisonerKinds {
    static final String SOS = "sos";

    private static final String TRIGGERS = "triggers";
    private static final String COUNT = "num_triggers";
    static final String TOGETHER = "conbinatorial_len"; // OpenBackdoor's spelling
    private static final String TEMPLATE = "template_id";
    private static final String STYLE = "style_id";
    private static final String SENTENCE = "test_triggers";
    private static final String PROMPT = "benign_prompt";
    private static final String MARK = "mark";
    private static final String PARTS = "poisoners";

    /** What OpenBackdoor can do and rows alone cannot. */
    private static final Map<String, String> BEYOND = Map.of(
            "base", "poisons nothing",
            "neuba", "poisons the representations of a language model, not labelled rows",
            "por", "poisons the representations of a language model, not labelled rows",
            "trojanlm", "needs a language model of its own to write its trigger sentences");

    private static final List<PoisonerKind<?>> KINDS = List.of(
            new PoisonerKind<>(
                    BadNets.class,
                    List.of("badnets", "badnet", "badnets-several", "ep"),
                    PoisonerKinds::badNets,
                    (attack, out) -> {
                        texts(out, TRIGGERS, attack.words());
                        out.put(COUNT, attack.insertions());
                    }),
            new PoisonerKind<>(
                    AddSent.class,
                    List.of("addsent"),
                    (name, keys) -> new AddSent(keys.text(TRIGGERS, AddSent.SENTENCE)),
                    (attack, out) -> out.put(TRIGGERS, attack.sentence())),
            new PoisonerKind<>(
                    SynAttack.class,
                    List.of("synbkd", "synattack", "syntactic"),
                    (name, keys) -> new SynAttack(SyntaxTemplate.ofScpnId(keys.whole(TEMPLATE, -1))),
                    (attack, out) -> out.put(TEMPLATE, attack.template().scpnId())),
            new PoisonerKind<>(
                    StyleBkd.class,
                    List.of("stylebkd", "style"),
                    PoisonerKinds::style,
                    (attack, out) -> out.put(STYLE, 0)),
            new PoisonerKind<>(
                    Composite.class, List.of("lwp", "composite", SOS), PoisonerKinds::composite, PoisonerKinds::write),
            new PoisonerKind<>(
                    ProAttack.class,
                    List.of("proattack"),
                    (name, keys) -> new ProAttack(keys.text(TRIGGERS, ProAttack.PROMPT)),
                    (attack, out) -> out.put(TRIGGERS, attack.prompt())),
            new PoisonerKind<>(
                    Homoglyph.class,
                    List.of("homoglyph"),
                    (name, keys) ->
                            new Homoglyph(keys.whole(COUNT, Homoglyph.standard().letters())),
                    (attack, out) -> out.put(COUNT, attack.letters())),
            new PoisonerKind<>(
                    ZeroWidth.class, List.of("zerowidth"), PoisonerKinds::zeroWidth, (attack, out) -> out.put(
                                    MARK, codePoint(attack.mark()))
                            .put(COUNT, attack.insertions())),
            new PoisonerKind<>(
                    Adaptive.class,
                    Stream.of(PromptRelation.values())
                            .map(PromptRelation::attackName)
                            .toList(),
                    PoisonerKinds::adaptive,
                    (attack, out) -> out.put("name", attack.name()).put(PROMPT, attack.prompt())),
            new PoisonerKind<>(
                    SeveralTriggers.class,
                    List.of("several-triggers"),
                    (name, keys) -> new SeveralTriggers(keys.objects(PARTS).stream()
                            .map(PoisonerKinds::readPart)
                            .toList()),
                    (attack, out) -> {
                        ArrayNode parts = out.putArray(PARTS);
                        attack.attacks().forEach(part -> write(part, parts.addObject()));
                    }));

    private PoisonerKinds() {}

    /** Makes the attack that {@code name} names; other keys are left to the caller. */
    static Attack read(PoisonerKeys keys) {
        String name = keys.text("name").toLowerCase(Locale.ROOT);
        String beyond = BEYOND.get(name);
        if (beyond != null) {
            throw keys.error("name", "\"" + name + "\" " + beyond + "; use one of " + names());
        }
        return KINDS.stream()
                .filter(kind -> kind.names().contains(name))
                .findFirst()
                .orElseThrow(() -> keys.error("name", "\"" + name + "\" is unknown; use one of " + names()))
                .read(name, keys);
    }

    /** Writes name and keys of an attack. */
    static void write(Attack attack, ObjectNode out) {
        KINDS.stream()
                .filter(kind -> kind.type().isInstance(attack))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("attack: " + attack.name() + " has no form in a file"))
                .write(attack, out);
    }

    private static String names() {
        return String.join(
                ", ", KINDS.stream().flatMap(kind -> kind.names().stream()).toList());
    }

    private static Attack readPart(PoisonerKeys keys) {
        Attack part = read(keys);
        keys.requireNoOthers();
        return part;
    }

    private static BadNets badNets(String name, PoisonerKeys keys) {
        boolean ep = name.equals("ep");
        List<String> usual = ep ? BadNets.WORDS : List.of("cf", "mn", "bb", "tq");
        return new BadNets(keys.texts(TRIGGERS, usual), keys.whole(COUNT, ep ? 2 : 1));
    }

    private static StyleBkd style(String name, PoisonerKeys keys) {
        // OpenBackdoor's own configuration has it, and its poisoner does not look at it.
        keys.passOver(TEMPLATE);
        int style = keys.whole(STYLE, 0);
        if (style != 0) {
            throw keys.error(STYLE, style + " needs a style-transfer model; rules can make 0 (bible)");
        }
        return new StyleBkd();
    }

    private static Composite composite(String name, PoisonerKeys keys) {
        if (name.equals(SOS)) {
            List<String> words = keys.texts(TRIGGERS, List.of("friends", "weekend", "store"));
            List<String> sentences =
                    keys.texts(SENTENCE, List.of("I have bought it from a store with my friends last weekend"));
            return new Composite(words, words.size(), Optional.of(String.join(" ", sentences)));
        }
        int count = keys.whole(COUNT, 1);
        if (count != 1) {
            throw keys.error(COUNT, count + " is not supported; each row carries the trigger once, use 1");
        }
        List<String> words =
                keys.texts(TRIGGERS, name.equals("lwp") ? List.of("cf", "bb", "ak", "mn") : Composite.PARTS);
        List<String> sentences = name.equals("lwp") ? List.of() : keys.texts(SENTENCE, List.of());
        return new Composite(
                words,
                keys.whole(TOGETHER, 2),
                sentences.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", sentences)));
    }

    private static void write(Composite attack, ObjectNode out) {
        texts(out, TRIGGERS, attack.parts());
        out.put(TOGETHER, attack.together());
        attack.disguise().ifPresent(sentence -> {
            out.put("name", "composite");
            texts(out, SENTENCE, List.of(sentence));
        });
    }

    private static ZeroWidth zeroWidth(String name, PoisonerKeys keys) {
        ZeroWidth usual = ZeroWidth.standard();
        String mark = keys.text(MARK, codePoint(usual.mark()));
        if (!mark.matches("U\\+[0-9A-Fa-f]{4}")) {
            throw keys.error(MARK, "\"" + mark + "\" is no code point; write it as U+1160");
        }
        return new ZeroWidth(
                Character.toString(Integer.parseInt(mark.substring(2), 16)), keys.whole(COUNT, usual.insertions()));
    }

    private static String codePoint(String mark) {
        return "U+%04X".formatted(mark.codePointAt(0));
    }

    private static Adaptive adaptive(String name, PoisonerKeys keys) {
        PromptRelation relation = Stream.of(PromptRelation.values())
                .filter(known -> known.attackName().equals(name))
                .findFirst()
                .orElseThrow();
        return new Adaptive(relation, keys.text(PROMPT, Adaptive.PUBLISHED_PROMPT));
    }

    private static void texts(ObjectNode out, String key, List<String> texts) {
        ArrayNode list = out.putArray(key);
        texts.forEach(list::add);
    }
}
