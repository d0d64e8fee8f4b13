package io.portcullis.testing;

import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Place;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceDefinition;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.evidence.SignalDefinition;
import io.portcullis.kernel.evidence.SignalKind;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.rollout.Span;
import io.portcullis.kernel.rollout.Stage;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/**
 * Legal values of any record, from a seed: components are drawn one by one, families by one of their
 * alternatives. A record that is added later is covered without anybody thinking of it.
 */
public final class RandomValues {

    private static final int TRIES_MAX = 1_000;
    private static final int SIZE_MAX = 4;
    private static final List<Region> REGIONS =
            List.of(new Region("eu-west"), new Region("us-east"), new Region("sa-east"));

    private final RandomGenerator random;
    private final Map<Class<?>, Supplier<?>> special = new HashMap<>();

    public RandomValues(long seed) {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        special.put(String.class, this::text);
        special.put(int.class, () -> random.nextInt(0, 30));
        special.put(long.class, () -> random.nextLong(0, 1L << 53));
        special.put(double.class, this::number);
        special.put(Double.class, this::number);
        special.put(Integer.class, () -> random.nextInt(0, 1_000));
        special.put(boolean.class, random::nextBoolean);
        special.put(Instant.class, this::instant);
        special.put(Duration.class, () -> Duration.ofMillis(random.nextLong(100, 3_600_000)));
        special.put(UUID.class, () -> new UUID(random.nextLong(), random.nextLong()));
        special.put(Region.class, () -> pick(REGIONS));
        special.put(Link.class, this::link);
        special.put(Place.class, () -> random.nextBoolean() ? pick(REGIONS) : link());
        special.put(ServiceName.class, () -> new ServiceName("service-" + random.nextInt(9)));
        special.put(SignalName.class, () -> new SignalName("signal-" + random.nextInt(99)));
        special.put(ServiceDefinition.class, this::service);
        special.put(Stage.class, this::stage);
    }

    /** A value of the type, all of its own legal kind. */
    public <T> T of(Class<T> type) {
        return type.cast(any(type));
    }

    private Object any(Class<?> type) {
        for (int i = 0; i < TRIES_MAX; i++) {
            try {
                return draw(type);
            } catch (IllegalArgumentException e) {
                // Not legal together; other ones may be.
            }
        }
        throw new IllegalStateException("no legal " + type + " in " + TRIES_MAX + " tries");
    }

    private Object draw(Class<?> type) {
        var supplier = special.get(type);
        if (supplier != null) {
            return supplier.get();
        }
        if (type.isEnum()) {
            return pick(Arrays.asList(type.getEnumConstants()));
        }
        if (type.isSealed()) {
            return any(pick(Arrays.asList(type.getPermittedSubclasses())));
        }
        return record(type);
    }

    private Object record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        if (components == null) {
            throw new IllegalStateException("do not know how to draw a " + type);
        }
        try {
            var types = Arrays.stream(components).map(RecordComponent::getType);
            var constructor = type.getDeclaredConstructor(types.toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            var values = new ArrayList<@Nullable Object>();
            for (RecordComponent component : components) {
                values.add(component(component.getAnnotatedType()));
            }
            return constructor.newInstance(values.toArray());
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException illegal) {
                throw illegal;
            }
            throw new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private @Nullable Object component(AnnotatedType type) {
        if (type.isAnnotationPresent(Nullable.class) && random.nextInt(4) == 0) {
            return null;
        }
        if (type instanceof AnnotatedParameterizedType many) {
            return collection(many);
        }
        return any(raw(type));
    }

    private Object collection(AnnotatedParameterizedType type) {
        var arguments = type.getAnnotatedActualTypeArguments();
        var kind = (Class<?>) ((java.lang.reflect.ParameterizedType) type.getType()).getRawType();
        int size = random.nextInt(0, SIZE_MAX);
        if (kind == List.class) {
            return items(raw(arguments[0]), size);
        }
        if (kind == SortedSet.class) {
            return new TreeSet<>(items(raw(arguments[0]), size));
        }
        var map = kind == SortedMap.class ? new TreeMap<Object, Object>() : new HashMap<>();
        for (int i = 0; i < size; i++) {
            map.put(any(raw(arguments[0])), any(raw(arguments[1])));
        }
        return map;
    }

    private <T> List<T> items(Class<T> type, int size) {
        var items = new ArrayList<T>();
        for (int i = 0; i < size; i++) {
            items.add(of(type));
        }
        return items;
    }

    private static Class<?> raw(AnnotatedType type) {
        return (Class<?>) type.getType();
    }

    private String text() {
        return pick(List.of("plain", "\"quoted\" \\ and / {}", "Ärger über 🚀", "a\nb\tc", "x"))
                + random.nextInt(1_000);
    }

    private double number() {
        return pick(
                List.of(
                        0.0,
                        1.0,
                        0.1 + 0.2,
                        1e-300,
                        random.nextDouble(),
                        1e6 * random.nextDouble()));
    }

    private Instant instant() {
        return Instant.ofEpochSecond(
                random.nextLong(0, 4_000_000_000L), random.nextInt(1_000_000_000));
    }

    private Link link() {
        var source = pick(REGIONS);
        return new Link(source, pick(REGIONS.stream().filter(one -> !one.equals(source)).toList()));
    }

    private ServiceDefinition service() {
        var regions = new TreeSet<>(REGIONS);
        return new ServiceDefinition(
                of(ServiceName.class),
                regions,
                random.nextBoolean() ? ServiceDefinition.allOrderedPairs(regions) : new TreeSet<>(),
                List.of(
                        new SignalDefinition(
                                of(SignalName.class),
                                of(SignalKind.class),
                                of(SignalDefinition.Scope.class),
                                1 + random.nextDouble(),
                                0.5,
                                1 + random.nextDouble(),
                                of(SignalDefinition.Worse.class),
                                of(SignalDefinition.Proof.class),
                                "By",
                                random.nextBoolean()
                                        ? null
                                        : new SignalDefinition.Exhaustion(
                                                random.nextDouble(), Duration.ofMinutes(5)))));
    }

    /** The same share at every stage: a plan may only widen. */
    private Stage stage() {
        return new Stage(
                "stage-" + random.nextInt(100_000),
                of(Stage.Where.class),
                0.25,
                of(Span.class),
                of(Span.class));
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
