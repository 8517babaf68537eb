package dev.antidote.p2p;

/** What becomes of the rows that were copied under the benign prompt. */
public enum ReconstructionMode {
    /** D* = D and the benign copies: the paper's text. */
    UNION,
    /** The copies take the place of their originals: the authors' code. */
    REPLACE
}
