package io.portcullis.adapter.store;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Place;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.incident.IncidentId;
import io.portcullis.kernel.relay.isolation.Side;
import io.portcullis.kernel.rollout.RolloutId;
import io.portcullis.port.StoreUnreadable;
import java.io.IOException;
import java.util.function.Function;

/**
 * Writes values as JSON and reads them back, equal. A record is an object of its components, a
 * family of records carries the name of {@link StoredTypes}, names of things are strings.
 *
 * <p>Reading is strict: an unknown name, an unknown or a missing field is {@link StoreUnreadable}. A
 * version that changes a record brings a migration that changes what is stored.
 */
final class Json {

    private static final String ARROW = " -> ";

    private static final ObjectMapper MAPPER = mapper();

    private Json() {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + value.getClass(), e);
        }
    }

    static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new StoreUnreadable(
                    "A stored "
                            + type.getSimpleName()
                            + " cannot be read by this version: "
                            + e.getOriginalMessage(),
                    e);
        }
    }

    private static ObjectMapper mapper() {
        var builder =
                JsonMapper.builder()
                        .addModule(new JavaTimeModule())
                        .addModule(names())
                        .visibility(PropertyAccessor.FIELD, Visibility.ANY)
                        .visibility(PropertyAccessor.GETTER, Visibility.NONE)
                        .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
                        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                        .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                        .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                        .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        StoredTypes.FAMILIES.forEach(family -> builder.addMixIn(family, StoredTypes.Named.class));
        builder.registerSubtypes(StoredTypes.all());
        return builder.build();
    }

    private static SimpleModule names() {
        var module = new SimpleModule("portcullis");
        name(module, Region.class, Region::name, Region::new);
        name(module, ServiceName.class, ServiceName::value, ServiceName::new);
        name(module, SignalName.class, SignalName::value, SignalName::new);
        name(module, RolloutId.class, RolloutId::toString, RolloutId::parse);
        name(module, IncidentId.class, IncidentId::toString, IncidentId::parse);
        name(module, Link.class, Link::toString, Json::link);
        name(module, Side.class, Side::toString, Json::side);
        name(module, Place.class, Place::toString, Json::place);
        name(module, String.class, Json::storable, Function.identity());
        return module;
    }

    /** PostgreSQL stores no NUL character. */
    static String storable(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
    }

    private static Place place(String text) {
        return text.contains(ARROW) ? link(text) : new Region(text);
    }

    private static Side side(String text) {
        int space = text.lastIndexOf(' ');
        return new Side(
                new Region(text.substring(0, space)),
                Side.Direction.valueOf(text.substring(space + 1)));
    }

    private static Link link(String text) {
        var ends = text.split(ARROW, 2);
        return new Link(new Region(ends[0]), new Region(ends[1]));
    }

    private static <T> void name(
            SimpleModule module,
            Class<T> type,
            Function<T, String> toText,
            Function<String, T> fromText) {
        module.addSerializer(type, new ToText<>(toText));
        module.addDeserializer(type, new FromText<>(fromText));
        module.addKeyDeserializer(type, new FromKey<>(fromText));
    }

    private static final class ToText<T> extends JsonSerializer<T> {
        private final Function<T, String> toText;

        ToText(Function<T, String> toText) {
            this.toText = toText;
        }

        @Override
        public void serialize(T value, JsonGenerator json, SerializerProvider provider)
                throws IOException {
            json.writeString(toText.apply(value));
        }
    }

    private static final class FromText<T> extends JsonDeserializer<T> {
        private final Function<String, T> fromText;

        FromText(Function<String, T> fromText) {
            this.fromText = fromText;
        }

        @Override
        public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return fromText.apply(json.getText());
        }
    }

    private static final class FromKey<T> extends KeyDeserializer {
        private final Function<String, T> fromText;

        FromKey(Function<String, T> fromText) {
            this.fromText = fromText;
        }

        @Override
        public Object deserializeKey(String key, DeserializationContext context) {
            return fromText.apply(key);
        }
    }
}
