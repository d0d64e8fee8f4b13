package io.portcullis.testing;

import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** Seeds 1 to n of {@link ForAllSeeds}. */
final class Seeds implements ArgumentsProvider {

    @Override
    public Stream<Arguments> provideArguments(
            ParameterDeclarations parameters, ExtensionContext context) {
        int count = context.getRequiredTestMethod().getAnnotation(ForAllSeeds.class).value();
        return LongStream.rangeClosed(1, count).mapToObj(Arguments::of);
    }
}
