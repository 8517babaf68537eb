package dev.antidote.data;

/**
 * What a data file may hold.
 *
 * @param textLength the longest text in UTF-16 units, 1 or more
 * @param minRows the fewest rows, 1 or more
 * @param maxRows the most rows, at least {@code minRows}; all of them are kept in memory
 */
public record ReadLimits(int textLength, int minRows, int maxRows) {
    /** Texts of 100,000 characters, 1 to 5,000,000 rows. */
    public static final ReadLimits STANDARD = new ReadLimits(100_000, 1, 5_000_000);

    public ReadLimits {
        if (textLength < 1) {
            throw new IllegalArgumentException("text length: " + textLength + " is below 1");
        }
        if (minRows < 1) {
            throw new IllegalArgumentException("minimum of rows: " + minRows + " is below 1");
        }
        if (maxRows < minRows) {
            throw new IllegalArgumentException("maximum of rows: " + maxRows + " is below the minimum " + minRows);
        }
    }

    /** The same limits with another minimum of rows. */
    public ReadLimits withMinRows(int rows) {
        return new ReadLimits(textLength, rows, Math.max(rows, maxRows));
    }
}
