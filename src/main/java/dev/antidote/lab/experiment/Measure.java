package dev.antidote.lab.experiment;

/** What is measured of a defended model. */
public enum Measure {
    /** CA, ASR and floor: what every other measure measures too. */
    METRICS(1),
    /** The same for each way of asking a P2P model: prompt on and off, restriction to the extended space on and off. */
    ABLATION(1),
    /** How many clean texts change their verdict because the benign prompt, or a part of it, is in them. */
    ACCIDENTS(1),
    /** CA, ASR and floor on a set that the defence was not made on. */
    TRANSFER(1),
    /** How well each signal of a P2P model tells triggered texts from clean ones. */
    DETECTORS(3);

    private final int version;

    /**
     * A measure.
     *
     * @param version raised when more or other questions are asked, so that what was measured before is measured anew
     */
    Measure(int version) {
        this.version = version;
    }

    /** What a cell's id knows of it. */
    String fingerprint() {
        return version == 1 ? name() : name() + ' ' + version;
    }
}
