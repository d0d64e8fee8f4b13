package io.portcullis.kernel.pack;

import io.portcullis.kernel.environment.Rule.Effect;
import io.portcullis.kernel.environment.Subject;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * When something others depend on is unfit.
 *
 * @param name unique within the pack and version, such as {@code memory-alarm}
 * @param kind {@code DEPENDENCY}, or {@code BACKLOG} of work that waits
 * @param tells what its being unfit means, in a sentence
 * @param series what is read; the series of one server are added up
 * @param of what it is divided by, added up likewise; empty to take it as it is
 * @param reading what is made of the samples
 * @param over whether each server is judged, or all of a region together
 * @param limits when it is unfit and when fit again
 * @param absent what it means that series that were there are gone
 * @param lazy the series appears with the first event, so its absence on a living server is zero
 * @param effect on rollouts while it is unfit
 * @param versions that export it
 * @param needs what must be scraped or switched on besides the default; empty when nothing
 */
public record HealthRule(
        String name,
        Subject.Kind kind,
        String tells,
        String series,
        Optional<String> of,
        Reading reading,
        Over over,
        Limits limits,
        Absent absent,
        boolean lazy,
        Effect effect,
        Versions versions,
        String needs) {

    public HealthRule {
        if (!name.matches("[a-z][a-z0-9-]{0,59}")) {
            throw new IllegalArgumentException(
                    "name is '" + name + "'; must be lower case letters, digits and hyphens");
        }
        if (kind != Subject.Kind.DEPENDENCY && kind != Subject.Kind.BACKLOG) {
            throw new IllegalArgumentException(
                    "kind is " + kind + "; must be DEPENDENCY or BACKLOG");
        }
        if (of.isPresent() && reading != Reading.NOW) {
            throw new IllegalArgumentException(
                    "of goes with reading NOW, not " + reading + "; leave out one of them");
        }
    }

    /** The same of other series, and with another effect. */
    public HealthRule narrowed(UnaryOperator<String> narrow, Effect other) {
        return new HealthRule(
                name,
                kind,
                tells,
                narrow.apply(series),
                of.map(narrow),
                reading,
                over,
                limits,
                absent,
                lazy,
                other,
                versions,
                needs);
    }

    /** The same with another limit. */
    public HealthRule with(Limits other) {
        return new HealthRule(
                name, kind, tells, series, of, reading, over, other, absent, lazy, effect, versions,
                needs);
    }

    /** What is made of the samples. */
    public enum Reading {
        /** The newest sample. */
        NOW,
        /** What a counter gained in the last minutes, each second; a decrease is a restart. */
        PER_SECOND,
        /** The newest sample as a share of the most there was in the window before. */
        SHARE_OF_BEFORE
    }

    /** What is judged. */
    public enum Over {
        /** Each server; the worst decides. */
        SERVER,
        /** All of a region together. */
        REGION
    }

    /** What it means that series that were there are gone. */
    public enum Absent {
        /** Nobody can say how it is. */
        UNKNOWN,
        /** It does not answer, which is as bad as it gets. */
        UNFIT
    }

    /**
     * Between the two limits it stays what it was.
     *
     * @param side where it is unfit
     * @param unfit beyond this it is unfit
     * @param fit up to this it is fit
     */
    public record Limits(Side side, double unfit, double fit) {

        public Limits {
            if (!(side == Side.ABOVE ? fit <= unfit : fit >= unfit)) {
                throw new IllegalArgumentException(
                        "unfit %s %s and fit at %s leave no way back".formatted(side, unfit, fit));
            }
        }

        /** The same with another limit; the way back in proportion. */
        public Limits at(double other) {
            return new Limits(side, other, unfit == 0 ? other : other * (fit / unfit));
        }

        public boolean isUnfit(double value) {
            return side == Side.ABOVE ? value > unfit : value < unfit;
        }

        public boolean isFit(double value) {
            return side == Side.ABOVE ? value <= fit : value >= fit;
        }
    }

    /** Where it is unfit. */
    public enum Side {
        ABOVE,
        BELOW
    }
}
