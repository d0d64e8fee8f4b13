package io.portcullis.kernel.pack;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pack as a configuration names it: {@code livekit}, {@code livekit@1.9+webhooks!join}, {@code
 * grpc{job="media"}}.
 *
 * @param version empty for what every version exports
 * @param with parts that need more than the default endpoint, and are wanted
 * @param without parts that are not wanted
 * @param matchers that narrow each of its selectors, without braces; empty for none
 */
public record PackUse(
        String pack,
        Optional<String> version,
        Set<String> with,
        Set<String> without,
        String matchers) {

    private static final Pattern WRITTEN =
            Pattern.compile(
                    "([a-z][a-z0-9-]*)(?:@([0-9.]+))?((?:[+!][a-z][a-z0-9-]*)*)(?:\\{(.+)\\})?");
    private static final Pattern CHANGE = Pattern.compile("([+!])([a-z0-9-]+)");
    private static final Pattern SELECTOR = Pattern.compile("([^{]*?)\\s*(?:\\{(.*)\\})?");

    public PackUse {
        version.ifPresent(Versions::require);
        with = Collections.unmodifiableSet(new TreeSet<>(with));
        without = Collections.unmodifiableSet(new TreeSet<>(without));
    }

    /**
     * @throws IllegalArgumentException it is not written so
     */
    public static PackUse of(String written) {
        Matcher matcher = WRITTEN.matcher(written.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "pack is '"
                            + written
                            + "'; must be a name, then as wanted @version, +part, !part and"
                            + " {matchers}, such as livekit@1.9+webhooks{namespace=\"rtc\"}");
        }
        return new PackUse(
                matcher.group(1),
                Optional.ofNullable(matcher.group(2)),
                changes(matcher.group(3), "+"),
                changes(matcher.group(3), "!"),
                Optional.ofNullable(matcher.group(4)).orElse("").strip());
    }

    private static Set<String> changes(String written, String sign) {
        var names = new TreeSet<String>();
        Matcher change = CHANGE.matcher(written);
        while (change.find()) {
            if (change.group(1).equals(sign)) {
                names.add(change.group(2));
            }
        }
        return names;
    }

    /** Signals of the pack that are meant. */
    public List<PackSignal> signals(Pack of) {
        require(of);
        return of.signals(version).stream()
                .filter(signal -> isWanted(signal.name(), signal.needs()))
                .toList();
    }

    /** Rules of the pack that are meant. */
    public List<HealthRule> health(Pack of) {
        require(of);
        return of.health(version).stream()
                .filter(rule -> isWanted(rule.name(), rule.needs()))
                .toList();
    }

    private boolean isWanted(String name, String needs) {
        return !without.contains(name) && (needs.isEmpty() || with.contains(name));
    }

    private void require(Pack of) {
        var named = new TreeSet<>(with);
        named.addAll(without);
        var known = new TreeSet<String>();
        of.signals(version).forEach(signal -> known.add(signal.name()));
        of.health(version).forEach(rule -> known.add(rule.name()));
        named.removeAll(known);
        if (!named.isEmpty()) {
            throw new IllegalArgumentException(
                    "pack %s has no %s; has %s"
                            .formatted(
                                    pack + version.map(it -> "@" + it).orElse(""), named, known));
        }
    }

    /** A selector of the pack, narrowed; what is no selector, such as a number, stays. */
    public String narrow(String selector) {
        Matcher matcher = SELECTOR.matcher(selector.strip());
        if (matchers.isEmpty() || isNumber(selector) || !matcher.matches()) {
            return selector;
        }
        String own = Optional.ofNullable(matcher.group(2)).orElse("").strip();
        return matcher.group(1) + "{" + own + (own.isEmpty() ? "" : ",") + matchers + "}";
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && (Character.isDigit(text.charAt(0)) || text.charAt(0) == '.');
    }
}
