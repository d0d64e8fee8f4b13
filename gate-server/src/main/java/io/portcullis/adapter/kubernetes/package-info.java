/** Reads, counts and restores Deployments in each region's own Kubernetes cluster. */
@NullMarked
package io.portcullis.adapter.kubernetes;

import org.jspecify.annotations.NullMarked;
