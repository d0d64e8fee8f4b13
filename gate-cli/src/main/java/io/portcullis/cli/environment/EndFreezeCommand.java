package io.portcullis.cli.environment;

import io.portcullis.cli.ConnectionOptions;
import io.portcullis.cli.ExitCode;
import io.portcullis.cli.GateConnection;
import io.portcullis.cli.Printer;
import io.portcullis.v1.EndFreezeRequest;
import io.portcullis.v1.Freeze;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Thaws. */
@Command(
        name = "end",
        mixinStandardHelpOptions = true,
        description = {
            "End a person's freeze before its time, or the gate's own (freezes/fault-...) until what",
            "caused it gets worse. Freezes of the calendar are ended in the configuration."
        })
final class EndFreezeCommand implements Callable<Integer> {
    private static final String COLLECTION = "freezes/";

    @Mixin private final ConnectionOptions connection = new ConnectionOptions();
    @Mixin private final Printer printer = new Printer();
    @Mixin private final Person person = new Person();

    @Parameters(
            paramLabel = "FREEZE",
            description = "Its name as \"gate freeze list\" shows it, with or without freezes/.")
    private String freeze = "";

    @Override
    public Integer call() {
        try (GateConnection gate = connection.connect()) {
            Freeze ended =
                    gate.freezes()
                            .endFreeze(
                                    EndFreezeRequest.newBuilder()
                                            .setName(name())
                                            .setPerson(person.name())
                                            .setReason(person.reason)
                                            .build())
                            .getFreeze();
            printer.print(
                    ended,
                    () -> List.of(ended.getName() + " was ended by " + ended.getEndedBy() + "."));
            return ExitCode.OK.number();
        }
    }

    private String name() {
        return freeze.startsWith(COLLECTION) ? freeze : COLLECTION + freeze;
    }
}
