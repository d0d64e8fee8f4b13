package io.portcullis.adapter.otlp;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.portcullis.kernel.evidence.Arm;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Attributes by name, in a bounded number and length. */
record OtlpAttributes(Map<String, String> values) {

    private static final int ATTRIBUTES_MAX = 64;
    private static final int LENGTH_MAX = 512;

    static OtlpAttributes of(List<KeyValue> attributes) {
        if (attributes.size() > ATTRIBUTES_MAX) {
            throw new PointRejected(
                    attributes.size() + " attributes; must be at most " + ATTRIBUTES_MAX);
        }
        var values = new TreeMap<String, String>();
        for (KeyValue attribute : attributes) {
            String value = text(attribute.getValue());
            if (attribute.getKey().length() > LENGTH_MAX || value.length() > LENGTH_MAX) {
                throw new PointRejected(
                        "an attribute is longer than "
                                + LENGTH_MAX
                                + " characters: "
                                + attribute
                                        .getKey()
                                        .substring(0, Math.min(50, attribute.getKey().length())));
            }
            values.put(attribute.getKey(), value);
        }
        return new OtlpAttributes(values);
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    String get(String name) {
        return find(name).orElseThrow(() -> new PointRejected(name + " is missing; must be given"));
    }

    Optional<Arm> arm(String name) {
        return find(name).map(value -> arm(name, value));
    }

    private static Arm arm(String name, String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "canary" -> Arm.CANARY;
            case "baseline" -> Arm.BASELINE;
            case "stable" -> Arm.STABLE;
            default ->
                    throw new PointRejected(
                            name + " is " + value + "; must be canary, baseline or stable");
        };
    }

    private static String text(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
            case INT_VALUE -> Long.toString(value.getIntValue());
            case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
            case VALUE_NOT_SET -> "";
            default -> value.toString();
        };
    }
}
