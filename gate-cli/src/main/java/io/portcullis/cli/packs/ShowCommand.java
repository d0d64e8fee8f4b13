package io.portcullis.cli.packs;

import io.portcullis.cli.ConnectionOptions;
import io.portcullis.cli.ExitCode;
import io.portcullis.cli.GateConnection;
import io.portcullis.cli.Printer;
import io.portcullis.v1.GetPackRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Explains one signal pack. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description =
                "Explain a signal pack: what each signal tells and cannot, its series, versions,"
                        + " and when the software is unfit.")
final class ShowCommand implements Callable<Integer> {
    @Mixin private final ConnectionOptions connection = new ConnectionOptions();
    @Mixin private final Printer printer = new Printer();

    @Parameters(paramLabel = "PACK", description = "Name of the pack, such as livekit.")
    private String pack = "";

    @Override
    public Integer call() {
        try (GateConnection gate = connection.connect()) {
            var answer = gate.packs().getPack(GetPackRequest.newBuilder().setPack(pack).build());
            printer.print(answer, () -> PackText.lines(answer.getPack()));
            return ExitCode.OK.number();
        }
    }
}
