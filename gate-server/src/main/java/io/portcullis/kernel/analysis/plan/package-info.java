/** What an analysis is told before it looks: plan, keys, families of streams. */
@NullMarked
package io.portcullis.kernel.analysis.plan;

import org.jspecify.annotations.NullMarked;
