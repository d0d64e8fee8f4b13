package io.portcullis.kernel.environment.freeze;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;

/**
 * A window of a calendar, in local time: when it is depends on the zone. A local time that a change
 * of the clocks skips is the moment of the change; one that comes twice begins a window the first
 * time and ends it the second, so that no window is shorter than it reads.
 */
public sealed interface Window {

    /** The stretch of this window that holds the moment, if it is in one. */
    Optional<Stretch> at(Instant now, ZoneId zone);

    /** Once: from one date and time to another. */
    record Dated(LocalDateTime from, LocalDateTime until) implements Window {
        public Dated {
            if (!until.isAfter(from)) {
                throw new IllegalArgumentException(
                        "until is " + until + "; must be after from, " + from);
            }
        }

        @Override
        public Optional<Stretch> at(Instant now, ZoneId zone) {
            return Optional.of(Stretch.of(from, until, zone)).filter(it -> it.holds(now));
        }
    }

    /** Every week, from a day and time to another; over the end of the week too. */
    record Weekly(DayOfWeek fromDay, LocalTime from, DayOfWeek untilDay, LocalTime until)
            implements Window {
        public Weekly {
            if (fromDay == untilDay && from.equals(until)) {
                throw new IllegalArgumentException(
                        "until is %s %s, as from is; must be another time"
                                .formatted(untilDay, until));
            }
        }

        @Override
        public Optional<Stretch> at(Instant now, ZoneId zone) {
            LocalDate today = now.atZone(zone).toLocalDate();
            LocalDate first = today.with(TemporalAdjusters.previousOrSame(fromDay));
            return List.of(first, first.minusWeeks(1)).stream()
                    .map(it -> stretch(it, zone))
                    .filter(it -> it.holds(now))
                    .findFirst();
        }

        private Stretch stretch(LocalDate first, ZoneId zone) {
            LocalDateTime begin = first.atTime(from);
            LocalDateTime end = first.with(TemporalAdjusters.nextOrSame(untilDay)).atTime(until);
            return Stretch.of(begin, end.isAfter(begin) ? end : end.plusWeeks(1), zone);
        }
    }

    /** Every day, from a time to another; over midnight too. */
    record Daily(LocalTime from, LocalTime until) implements Window {
        public Daily {
            if (from.equals(until)) {
                throw new IllegalArgumentException(
                        "until is " + until + ", as from is; must be another time");
            }
        }

        @Override
        public Optional<Stretch> at(Instant now, ZoneId zone) {
            LocalDate today = now.atZone(zone).toLocalDate();
            return List.of(today, today.minusDays(1)).stream()
                    .map(it -> stretch(it, zone))
                    .filter(it -> it.holds(now))
                    .findFirst();
        }

        private Stretch stretch(LocalDate first, ZoneId zone) {
            LocalDate last = until.isAfter(from) ? first : first.plusDays(1);
            return Stretch.of(first.atTime(from), last.atTime(until), zone);
        }
    }

    /** From one moment, included, to another, excluded. */
    record Stretch(Instant from, Instant until) {

        static Stretch of(LocalDateTime from, LocalDateTime until, ZoneId zone) {
            return new Stretch(moment(from, zone, true), moment(until, zone, false));
        }

        boolean holds(Instant now) {
            return !now.isBefore(from) && now.isBefore(until);
        }

        Duration length() {
            return Duration.between(from, until);
        }

        private static Instant moment(LocalDateTime local, ZoneId zone, boolean first) {
            ZoneOffsetTransition change = zone.getRules().getTransition(local);
            if (change == null) {
                return local.atZone(zone).toInstant();
            }
            if (change.isGap()) {
                return change.getInstant();
            }
            return local.toInstant(first ? change.getOffsetBefore() : change.getOffsetAfter());
        }
    }
}
