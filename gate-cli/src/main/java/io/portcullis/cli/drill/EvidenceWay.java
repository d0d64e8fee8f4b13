package io.portcullis.cli.drill;

/** How the servers of a drill tell what they counted. */
enum EvidenceWay {
    PUSH_RELAY,
    PUSH_OTLP,
    PULL;

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    static EvidenceWay parse(String text) {
        for (EvidenceWay way : values()) {
            if (way.toString().equals(text)) {
                return way;
            }
        }
        throw new picocli.CommandLine.TypeConversionException(
                "\"" + text + "\" is no way of evidence; must be push-relay, push-otlp or pull");
    }
}
