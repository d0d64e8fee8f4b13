package io.portcullis.adapter.hook;

import io.portcullis.port.control.CensusAnswer;
import io.portcullis.port.control.CensusOrder;
import io.portcullis.port.control.Control;
import io.portcullis.port.control.ControlAnswer;
import io.portcullis.port.control.ControlUnavailable;
import io.portcullis.port.control.IdempotencyKey;
import io.portcullis.port.control.RegionChange;
import io.portcullis.port.control.RestoreOrder;
import io.portcullis.port.control.StageOpening;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A control that asks the user's own system, by the signed HTTP hook of docs/hook.md.
 *
 * <p>An order that the system is still carrying out is asked for at its status URL when it is given
 * again. Status URLs are kept in memory only: after a restart the order is posted again under the
 * same key, which the system answers without a second effect. Each call sends one request; trying
 * again after a failure is its caller's.
 */
public final class HookControl implements Control, AutoCloseable {

    private static final int ORDERS_RUNNING_MAX = 10_000;

    private final HookEndpoint endpoint;
    private final HookClient client;
    private final HookReader reader;
    private final Map<IdempotencyKey, URI> statusUrls =
            Collections.synchronizedMap(new BoundedMap<>());

    /**
     * @param clock tells the time stamps of requests
     */
    public HookControl(HookEndpoint endpoint, InstantSource clock) {
        this.endpoint = endpoint;
        this.client = new HookClient(endpoint, clock);
        this.reader = new HookReader(endpoint);
    }

    @Override
    public ControlAnswer open(StageOpening order) {
        return inRegion(order.change(), () -> act(order.key(), HookRequest.of(order)));
    }

    @Override
    public ControlAnswer restore(RestoreOrder order) {
        return inRegion(order.change(), () -> act(order.key(), HookRequest.of(order)));
    }

    @Override
    public CensusAnswer census(CensusOrder order) {
        return inRegion(
                order.change(),
                () -> {
                    var answer = exchange(order.key(), HookRequest.of(order));
                    return switch (reader.state(answer)) {
                        case DONE -> reader.counted(answer);
                        case RUNNING -> new CensusAnswer.Running(endpoint.statusInterval());
                        case FAILED -> new CensusAnswer.Refused(reader.message(answer));
                    };
                });
    }

    private static <T> T inRegion(RegionChange change, Supplier<T> exchange) {
        try {
            return exchange.get();
        } catch (HookFailure e) {
            var message = "Region " + change.region() + ": " + e.getMessage();
            throw new ControlUnavailable(message, e);
        }
    }

    private ControlAnswer act(IdempotencyKey key, HookRequest request) {
        var answer = exchange(key, request);
        return switch (reader.state(answer)) {
            case DONE -> new ControlAnswer.Done();
            case RUNNING -> new ControlAnswer.Running(endpoint.statusInterval());
            case FAILED -> new ControlAnswer.Refused(reader.message(answer));
        };
    }

    private HookAnswer exchange(IdempotencyKey key, HookRequest request) {
        var known = statusUrls.get(key);
        var response =
                known == null ? client.post(key, reader.write(request)) : client.get(key, known);
        var answer = understood(key, response);
        var running = reader.statusUrl(answer, known);
        if (running == null) {
            statusUrls.remove(key);
        } else {
            statusUrls.put(key, running);
        }
        return answer;
    }

    private HookAnswer understood(IdempotencyKey key, HttpResponse<byte[]> response) {
        try {
            return reader.read(response);
        } catch (HookFailure e) {
            // A status URL that is no longer known there must not be asked for ever: post again.
            if (response.statusCode() >= 400 && response.statusCode() < 500) {
                statusUrls.remove(key);
            }
            throw e;
        }
    }

    @Override
    public void close() {
        client.close();
    }

    /** Forgets the eldest order beyond the bound; it is then posted again under its key. */
    private static final class BoundedMap<V extends @Nullable Object>
            extends LinkedHashMap<IdempotencyKey, V> {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<IdempotencyKey, V> eldest) {
            return size() > ORDERS_RUNNING_MAX;
        }
    }
}
