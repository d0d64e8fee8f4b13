package io.portcullis.adapter.hook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.portcullis.adapter.hook.HookAnswer.State;
import io.portcullis.adapter.hook.HookAnswer.VersionBody;
import io.portcullis.port.control.CensusAnswer;
import io.portcullis.port.control.VersionCount;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** Writes requests and understands answers; whatever is not an answer of docs/hook.md is none. */
final class HookReader {

    private static final int MESSAGE_LENGTH_MAX = 1_000;

    private final HookEndpoint endpoint;
    private final ObjectMapper json = new ObjectMapper();
    private final ObjectReader answers =
            json.readerFor(HookAnswer.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    HookReader(HookEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    byte[] write(HookRequest request) {
        try {
            return json.writeValueAsBytes(request);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a request of plain records cannot be written", e);
        }
    }

    /** 200 with DONE or FAILED, 202 with RUNNING; nothing else. */
    HookAnswer read(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status != 200 && status != 202) {
            throw unusable("answered with HTTP status " + status, null);
        }
        var answer = parse(response.body());
        boolean running = answer.state() == State.RUNNING;
        if (answer.state() == null || running != (status == 202)) {
            throw unusable("answered HTTP " + status + " with state " + answer.state(), null);
        }
        return answer;
    }

    private HookAnswer parse(byte[] body) {
        try {
            HookAnswer answer = answers.readValue(body);
            if (answer == null) {
                throw unusable("answered with JSON null", null);
            }
            return answer;
        } catch (IOException e) {
            throw unusable("answered with what is no JSON answer", e);
        }
    }

    State state(HookAnswer answer) {
        var state = answer.state();
        if (state == null) {
            throw unusable("answered without a state", null);
        }
        return state;
    }

    /** Where to ask next; null when the answer is final. */
    @Nullable URI statusUrl(HookAnswer answer, @Nullable URI known) {
        if (answer.state() != State.RUNNING) {
            return null;
        }
        var text = answer.statusUrl();
        if (text == null) {
            if (known == null) {
                throw unusable("answered RUNNING without a statusUrl", null);
            }
            return known;
        }
        return HookUrls.sameOrigin(endpoint.url(), text)
                .orElseThrow(() -> unusable("named a statusUrl of another origin", null));
    }

    /** What the user's system says for people, bounded and on one line. */
    String message(HookAnswer answer) {
        var message = answer.message();
        if (message == null || message.isBlank()) {
            return "The hook "
                    + HookUrls.withoutQuery(endpoint.url())
                    + " refuses and gives no message; look into its log.";
        }
        var line = message.replaceAll("\\p{Cc}+", " ").strip();
        return line.length() <= MESSAGE_LENGTH_MAX
                ? line
                : line.substring(0, MESSAGE_LENGTH_MAX - 1) + "…";
    }

    CensusAnswer counted(HookAnswer answer) {
        var versions = answer.versions();
        if (versions == null) {
            throw unusable("answered a census without versions", null);
        }
        try {
            return new CensusAnswer.Counted(versions.stream().map(this::count).toList());
        } catch (IllegalArgumentException e) {
            throw unusable("answered a census that cannot be: " + e.getMessage(), e);
        }
    }

    private VersionCount count(@Nullable VersionBody body) {
        if (body == null || body.version() == null) {
            throw unusable("answered a census with an entry without version", null);
        }
        return new VersionCount(body.version(), body.running(), body.draining());
    }

    private HookFailure unusable(String what, @Nullable Exception cause) {
        var hook = HookUrls.withoutQuery(endpoint.url());
        return new HookFailure(
                "The hook " + hook + " " + what + "; docs/hook.md says which answers there are.",
                cause);
    }
}
