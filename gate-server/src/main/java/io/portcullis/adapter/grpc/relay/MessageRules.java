package io.portcullis.adapter.grpc.relay;

import build.buf.protovalidate.Validator;
import build.buf.protovalidate.Violation;
import build.buf.protovalidate.exceptions.ValidationException;
import build.buf.validate.FieldPath;
import build.buf.validate.FieldPathElement;
import com.google.protobuf.util.Timestamps;
import io.portcullis.app.RequestRefused;
import io.portcullis.app.RequestRefused.FieldProblem;
import io.portcullis.app.intake.Receipt;
import io.portcullis.app.intake.RelayReport.Completeness;
import io.portcullis.v1.CountRecord;
import io.portcullis.v1.PublishedTrack;
import io.portcullis.v1.RelayEdge;
import io.portcullis.v1.RelayReport;
import io.portcullis.v1.ReportRelayRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Holds a message against the rules written in the proto files. A record of a report that breaks one
 * is left out and said; anything else that breaks one refuses the message.
 */
final class MessageRules {

    private static final String COUNTS = "counts";
    private static final Set<String> RECORDS =
            Set.of(COUNTS, "edges", "published", "demand", "served");

    /** Above it a double no longer counts one by one. */
    private static final long COUNT_MAX = 1L << 53;

    private final Validator validator;

    MessageRules(Validator validator) {
        this.validator = validator;
    }

    /**
     * @throws RequestRefused when the message breaks a rule as a whole
     */
    Checked check(ReportRelayRequest message) {
        var broken = new TreeMap<String, Set<Integer>>();
        var refusals = new ArrayList<FieldProblem>();
        String first = "";
        for (Violation violation : violations(message)) {
            var proto = violation.toProto();
            var record = record(proto.getField());
            if (record == null) {
                refusals.add(
                        new FieldProblem(
                                text(proto.getField()), proto.getRuleId(), proto.getMessage()));
            } else {
                first =
                        first.isEmpty()
                                ? text(proto.getField()) + ": " + proto.getMessage()
                                : first;
                broken.computeIfAbsent(record.getFieldName(), _ -> new TreeSet<>())
                        .add((int) record.getIndex());
            }
        }
        addHead(message, refusals);
        if (!refusals.isEmpty()) {
            throw new RequestRefused(new RequestRefused.Why.Invalid(refusals));
        }
        return message.hasReport()
                ? without(message, broken, first)
                : new Checked(message, Receipt.ALL, Completeness.WHOLE);
    }

    private List<Violation> violations(ReportRelayRequest message) {
        try {
            var rest =
                    message.hasReport() && PlainRecords.areIn(message.getReport())
                            ? withoutRecords(message)
                            : message;
            return validator.validate(rest).getViolations();
        } catch (ValidationException e) {
            throw new IllegalStateException("rules of the relay report cannot be evaluated", e);
        }
    }

    private static ReportRelayRequest withoutRecords(ReportRelayRequest message) {
        var report = message.getReport().toBuilder();
        report.clearEdges().clearPublished().clearDemand().clearServed();
        return ReportRelayRequest.newBuilder().setReport(report).build();
    }

    private static void addHead(ReportRelayRequest message, List<FieldProblem> refusals) {
        if (!message.hasReport()) {
            return;
        }
        if (!Timestamps.isValid(message.getReport().getObserveTime())) {
            refusals.add(
                    new FieldProblem(
                            "report.observe_time", "timestamp.valid", "must be a valid timestamp"));
        }
        if (message.getReport().getSequence() < 0) {
            refusals.add(
                    new FieldProblem("report.sequence", "uint64.lt", "must be less than 2^63"));
        }
    }

    /** The element that names one record of a report, if it is one that is broken. */
    private static @Nullable FieldPathElement record(FieldPath path) {
        if (path.getElementsCount() < 3) {
            return null;
        }
        var element = path.getElements(1);
        return path.getElements(0).getFieldName().equals("report")
                        && RECORDS.contains(element.getFieldName())
                ? element
                : null;
    }

    private static String text(FieldPath path) {
        var names = new ArrayList<String>();
        for (FieldPathElement element : path.getElementsList()) {
            names.add(
                    element.getFieldName()
                            + (element.hasIndex() ? "[" + element.getIndex() + "]" : ""));
        }
        return String.join(".", names);
    }

    private static Checked without(
            ReportRelayRequest message, Map<String, Set<Integer>> broken, String first) {
        var report = message.getReport();
        addUnusable(report, broken);
        if (broken.isEmpty()) {
            return new Checked(message, Receipt.ALL, Completeness.WHOLE);
        }
        var kept = report.toBuilder();
        kept.clearCounts().addAllCounts(kept(COUNTS, report.getCountsList(), broken));
        kept.clearEdges().addAllEdges(kept("edges", report.getEdgesList(), broken));
        kept.clearPublished().addAllPublished(kept("published", report.getPublishedList(), broken));
        kept.clearServed().addAllServed(kept("served", report.getServedList(), broken));
        kept.clearDemand().addAllDemand(kept("demand", report.getDemandList(), broken));
        long rejected = broken.values().stream().mapToLong(Set::size).sum();
        String rejection =
                first.isEmpty()
                        ? "a count is above 2^53 or a time is not a valid timestamp"
                        : first;
        return new Checked(
                message.toBuilder().setReport(kept).build(),
                new Receipt(rejected, rejection, false),
                broken.keySet().equals(Set.of(COUNTS)) ? Completeness.WHOLE : Completeness.PART);
    }

    /** What no rule of the proto files can say. */
    private static void addUnusable(RelayReport report, Map<String, Set<Integer>> broken) {
        for (int i = 0; i < report.getCountsCount(); i++) {
            CountRecord count = report.getCounts(i);
            if (Long.compareUnsigned(count.getCount(), COUNT_MAX) > 0) {
                broken.computeIfAbsent(COUNTS, _ -> new TreeSet<>()).add(i);
            }
        }
        for (int i = 0; i < report.getEdgesCount(); i++) {
            RelayEdge edge = report.getEdges(i);
            if (!Timestamps.isValid(edge.getSinceTime())
                    || !Timestamps.isValid(edge.getLastPacketTime())) {
                broken.computeIfAbsent("edges", _ -> new TreeSet<>()).add(i);
            }
        }
        for (int i = 0; i < report.getPublishedCount(); i++) {
            PublishedTrack track = report.getPublished(i);
            if (!Timestamps.isValid(track.getSinceTime())) {
                broken.computeIfAbsent("published", _ -> new TreeSet<>()).add(i);
            }
        }
    }

    private static <T> List<T> kept(
            String field, List<T> records, Map<String, Set<Integer>> broken) {
        var out = broken.getOrDefault(field, new TreeSet<>());
        return IntStream.range(0, records.size())
                .filter(index -> !out.contains(index))
                .mapToObj(records::get)
                .toList();
    }

    /**
     * @param message what is left of it
     * @param receipt what was left out
     * @param view whether something of what the node sees was
     */
    record Checked(ReportRelayRequest message, Receipt receipt, Completeness view) {}
}
