package io.portcullis.cli.rollout;

import com.google.protobuf.MessageOrBuilder;
import io.portcullis.cli.ExitCode;
import io.portcullis.cli.GateConnection;
import io.portcullis.cli.Printer;
import io.portcullis.cli.text.Rollouts;
import io.portcullis.v1.Rollout;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What all commands have in common that change a rollout: ask once, then show the rollout after it. */
final class Steering {
    private Steering() {}

    /**
     * Asks for a change and prints what the rollout is afterwards.
     *
     * @param ask the call, given the connection and the rollout's full name
     * @param after the rollout in the answer
     */
    static <M extends MessageOrBuilder> int steer(
            GateConnection gate,
            RolloutArgument rollout,
            Printer printer,
            BiFunction<GateConnection, String, M> ask,
            Function<M, Rollout> after) {
        M answer = ask.apply(gate, rollout.name(gate));
        printer.print(answer, () -> Rollouts.lines(after.apply(answer)));
        return ExitCode.OK.number();
    }
}
