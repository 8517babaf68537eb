package dev.antidote.lab.experiment;

/** What is measured of a defended model. */
public enum Measure {
    /** CA, ASR and floor: what every other measure measures too. */
    METRICS,
    /** The same for each way of asking a P2P model: prompt on and off, restriction to the extended space on and off. */
    ABLATION,
    /** How many clean texts change their verdict because the benign prompt, or a part of it, is in them. */
    ACCIDENTS,
    /** CA, ASR and floor on a set that the defence was not made on. */
    TRANSFER,
    /** How well each signal of a P2P model tells triggered texts from clean ones. */
    DETECTORS
}
