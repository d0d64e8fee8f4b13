package io.portcullis.kernel.release;

/** The rule for texts of a contract. */
final class Text {

    private Text() {}

    static void require(String field, String value, int lengthMax) {
        if (value.isBlank() || value.length() > lengthMax) {
            throw new IllegalArgumentException(
                    field
                            + " has "
                            + value.length()
                            + " characters; must have between 1 and "
                            + lengthMax
                            + " and not be blank");
        }
    }

    static void requireAtMost(String field, String value, int lengthMax) {
        if (value.length() > lengthMax) {
            throw new IllegalArgumentException(
                    field
                            + " has "
                            + value.length()
                            + " characters; must have at most "
                            + lengthMax);
        }
    }
}
