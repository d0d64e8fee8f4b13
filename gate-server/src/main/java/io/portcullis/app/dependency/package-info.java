/** Brokers, databases, caches and the like that services depend on, watched all the time. */
@NullMarked
package io.portcullis.app.dependency;

import org.jspecify.annotations.NullMarked;
