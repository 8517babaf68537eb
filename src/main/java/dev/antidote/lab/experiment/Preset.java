package dev.antidote.lab.experiment;

import dev.antidote.attack.Adaptive;
import dev.antidote.lab.defence.LabDefences;
import dev.antidote.lab.defence.P2p;
import dev.antidote.lab.defence.P2pVariant;
import dev.antidote.p2p.BenignPrompt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The named experiments. Each has the undefended model among its cells, which the others are measured against. */
public enum Preset {
    /** What the attacks do where nobody defends. */
    BASELINE("What do the attacks do without a defence?") {
        @Override
        List<Cell> cells(LabPlan plan) {
            return grid(plan, plan.attacksOr(name -> true), none(plan), plan.seeds(), Measure.METRICS);
        }
    },
    /** More or fewer copies under the benign prompt. */
    RHO_SWEEP("How much of the set must be re-poisoned?") {
        @Override
        List<Cell> cells(LabPlan plan) {
            List<DefenceCase> defences = new ArrayList<>(none(plan));
            for (double rho : List.of(0.05, 0.1, 0.2, 0.3, 0.4)) {
                String level = "rho " + Plain.number(rho);
                defences.add(
                        variant(plan, "p2p-paper", level, P2pVariant.paper().withRho(rho)));
                defences.add(variant(plan, "p2p", level, P2pVariant.standard().withRho(rho)));
            }
            return grid(plan, plan.attacksOr(USUAL::contains), defences, plan.seeds(), Measure.METRICS);
        }
    },
    /** Prompt on and off, restriction to the extended space on and off. */
    ABLATION("What do the benign prompt and the restriction to the extended space contribute?") {
        @Override
        List<Cell> cells(LabPlan plan) {
            return grid(
                    plan,
                    plan.attacksOr(USUAL::contains),
                    plan.defencesOr(List.of("p2p-paper", "p2p")),
                    plan.seeds(),
                    Measure.ABLATION);
        }
    },
    /** Where the rows under the benign prompt come from: what the paper leaves open. */
    RESERVE("Where must the rows under the benign prompt come from?") {
        @Override
        List<Cell> cells(LabPlan plan) {
            List<DefenceCase> defences = new ArrayList<>(none(plan));
            for (double hardening : List.of(0.0, 0.5)) {
                String hard = hardening > 0 ? ", hardened" : "";
                defences.add(reserve(plan, "random" + hard, P2pVariant.random().withHardening(hardening)));
                for (double use : List.of(0.1, 0.25, 0.5, 1.0)) {
                    defences.add(reserve(
                            plan,
                            "trusted " + Plain.percent(use) + hard,
                            P2pVariant.paper().withTrustedUse(use).withHardening(hardening)));
                }
                defences.add(
                        reserve(plan, "screened" + hard, P2pVariant.screened().withHardening(hardening)));
                defences.add(
                        reserve(plan, "bootstrap" + hard, P2pVariant.standard().withHardening(hardening)));
            }
            return grid(plan, plan.attacksOr(USUAL::contains), defences, plan.seeds(), Measure.METRICS);
        }
    },
    /** Attackers who know the defence. */
    ADAPTIVE("What does an attacker gain who knows the defence?") {
        @Override
        List<Cell> cells(LabPlan plan) {
            List<AttackCase> attacks =
                    new ArrayList<>(plan.attacksOr(name -> name.startsWith("adaptive") || name.startsWith("several")));
            if (plan.attacks().isEmpty()) {
                for (double rate : List.of(0.01, 0.1, 0.2)) {
                    attacks.add(plan.attack("badnets").withRate(rate));
                }
            }
            return grid(plan, attacks, plan.defencesOr(OURS), plan.seeds(), Measure.METRICS);
        }
    },
    /** Clean texts that hold the benign prompt or a part of it. */
    ACCIDENTS("How often does a clean text change its verdict because the benign prompt is in it?") {
        @Override
        List<Cell> cells(LabPlan plan) {
            return grid(
                    plan,
                    plan.attacksOr("badnets"::equals),
                    plan.defencesOr(List.of("p2p-paper", "p2p")),
                    plan.seeds(),
                    Measure.ACCIDENTS);
        }
    },
    /** Another set than the one that was defended. */
    TRANSFER("Does the defence hold on texts of another set?") {
        @Override
        List<Cell> cells(LabPlan plan) {
            return grid(
                    plan.requireSplit(),
                    plan.attacksOr(USUAL::contains),
                    plan.defencesOr(List.of("p2p-paper", "p2p")),
                    plan.seeds(),
                    Measure.TRANSFER);
        }
    },
    /** How well the signals of a P2P model find triggered texts. */
    DETECTORS("How well do the model's signals find triggered texts?") {
        @Override
        List<Cell> cells(LabPlan plan) {
            return grid(
                    plan,
                    plan.attacksOr(USUAL::contains),
                    plan.defencesOr(List.of("p2p")),
                    plan.seeds(),
                    Measure.DETECTORS);
        }
    },
    /** The choice of the benign prompt: length, rarity, natural or generated. */
    PROMPTS("How much does the choice of the benign prompt matter?") {
        @Override
        List<Cell> cells(LabPlan plan) {
            List<DefenceCase> defences = new ArrayList<>(none(plan));
            PROMPT_CHOICES.forEach(choice -> Stream.of("p2p-paper", "p2p")
                    .map(name -> new DefenceCase(
                            name, choice.level(), LabDefences.named(name), new BenignPrompt(choice.text())))
                    .forEach(defences::add));
            return grid(plan, plan.attacksOr("badnets"::equals), defences, plan.seeds(), Measure.METRICS);
        }
    },
    /** How much of a figure is chance. */
    SEEDS("How much do the figures change with the seed?") {
        @Override
        List<Cell> cells(LabPlan plan) {
            return grid(
                    plan,
                    plan.attacksOr(USUAL::contains),
                    plan.defencesOr(OURS),
                    plan.atLeastThreeSeeds(),
                    Measure.METRICS);
        }
    },
    /** Every attack against every defence. */
    GRID("Which defence holds against which attack?") {
        @Override
        List<Cell> cells(LabPlan plan) {
            return grid(
                    plan,
                    plan.attacksOr(name -> true),
                    plan.defencesOr(LabDefences.names()),
                    plan.seeds(),
                    Measure.METRICS);
        }
    };

    private static final Set<String> USUAL = Set.of("badnets", "addsent");
    private static final List<String> OURS = List.of("p2p-paper", "p2p", "p2p-screened");

    private static final List<PromptChoice> PROMPT_CHOICES = List.of(
            new PromptChoice("one word", "Query:"),
            new PromptChoice("the published one", Adaptive.PUBLISHED_PROMPT),
            new PromptChoice(
                    "a long natural sentence",
                    "Please read the following message carefully and decide which one of the known labels fits it best:"),
            new PromptChoice("one rare word", "zyzzyva"),
            new PromptChoice("rare words", "quokka zyzzyva phlox ocelot tmesis"),
            new PromptChoice("generated words", "lumet korvash beltin draspo quenil"));

    private final String question;

    Preset(String question) {
        this.question = question;
    }

    /** The name on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it compares defences that it chooses itself, whatever a plan names. */
    public boolean choosesItsDefences() {
        return EnumSet.of(BASELINE, RHO_SWEEP, RESERVE, PROMPTS).contains(this);
    }

    /** What it asks. */
    public String question() {
        return question;
    }

    /** All names, in the order to show them. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(Preset::label).toList();
    }

    /**
     * The preset of that name, in any case.
     *
     * @throws IllegalArgumentException with the known names, if there is none of that name
     */
    public static Preset named(String name) {
        return Arrays.stream(values())
                .filter(preset -> preset.label().equals(name.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "experiment: \"" + name + "\" is unknown; known are " + String.join(", ", labels())));
    }

    /** The experiment that it makes of a plan. */
    public Experiment experiment(LabPlan plan) {
        return new Experiment(this, cells(plan));
    }

    abstract List<Cell> cells(LabPlan plan);

    private static List<Cell> grid(
            LabPlan plan, List<AttackCase> attacks, List<DefenceCase> defences, List<Long> seeds, Measure measure) {
        return grid(plan.data(), attacks, defences, seeds, measure);
    }

    /** Cells of one poisoned set follow each other. */
    private static List<Cell> grid(
            LabData data, List<AttackCase> attacks, List<DefenceCase> defences, List<Long> seeds, Measure measure) {
        List<Cell> cells = new ArrayList<>();
        for (AttackCase attack : attacks) {
            for (long seed : seeds) {
                for (DefenceCase defence : defences) {
                    cells.add(new Cell(data, attack, defence, seed, measure));
                }
            }
        }
        return cells;
    }

    private static List<DefenceCase> none(LabPlan plan) {
        return List.of(DefenceCase.of(LabDefences.all().get(0), plan.prompt()));
    }

    private static DefenceCase reserve(LabPlan plan, String level, P2pVariant variant) {
        return variant(plan, "p2p", level, variant);
    }

    private static DefenceCase variant(LabPlan plan, String series, String level, P2pVariant variant) {
        return new DefenceCase(series, level, new P2p(series, variant), plan.prompt());
    }

    private record PromptChoice(String level, String text) {}
}
