package io.portcullis.adapter.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;

/** Tells a cluster that cannot be asked from one that answers "no", in words people can act on. */
final class ClusterFailure {

    static final int NOT_FOUND = 404;
    static final int CONFLICT = 409;

    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int UNPROCESSABLE = 422;

    private ClusterFailure() {}

    /**
     * Whether the cluster understood a change and will not have it: an admission webhook or policy
     * denies it, or it is not valid. Lacking permission is not that: it can be granted while the
     * order is tried again.
     */
    static boolean isRefusal(KubernetesClientException e) {
        return switch (e.getCode()) {
            case BAD_REQUEST, UNPROCESSABLE -> true;
            case FORBIDDEN -> said(e).contains("denied") || said(e).contains("exceeded quota");
            default -> false;
        };
    }

    /** What the cluster says, without the request around it. */
    static String said(KubernetesClientException e) {
        var status = e.getStatus();
        if (status != null && status.getMessage() != null) {
            return status.getMessage();
        }
        return String.valueOf(e.getMessage());
    }

    static String text(KubernetesRegion region, String doing, KubernetesClientException e) {
        // Without an answer the library's code is 0 or -1.
        var what =
                switch (Math.max(0, e.getCode())) {
                    case UNAUTHORIZED ->
                            "the cluster does not accept the credentials; renew them in its kubeconfig.";
                    case FORBIDDEN ->
                            "permission is missing; grant the Role in k8s/rbac.yaml. The cluster says: "
                                    + said(e);
                    case NOT_FOUND -> "not found; name an existing one, or create it.";
                    case 0 ->
                            "the cluster does not answer (tried for up to "
                                    + region.requestTimeout()
                                    + " a request): "
                                    + cause(e);
                    default -> "the cluster answers " + e.getCode() + ": " + said(e);
                };
        return "Region %s, namespace %s, %s: %s"
                .formatted(region.region(), region.namespace(), doing, what);
    }

    private static String cause(KubernetesClientException e) {
        Throwable deepest = e;
        // Causes nest a handful deep; the bound only guards against a ring.
        for (int depth = 0; depth < 20 && deepest.getCause() != null; depth++) {
            deepest = deepest.getCause();
        }
        return deepest.getClass().getSimpleName() + ": " + deepest.getMessage();
    }
}
