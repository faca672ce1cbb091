package shop;

import io.github.cdkdiscoverableservice.DiscoverableService;
import io.github.cdkdiscoverableservice.HealthProbe;
import software.amazon.awscdk.Acknowledgment;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Validations;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerImage;

/** A frontend that finds its backend by {@code backend.ecs-internal}, in a new cluster. */
public final class FrontendBackend {
    public static void main(String[] args) {
        App app = new App();
        Stack stack = new Stack(app, "Shop");
        Vpc vpc = Vpc.Builder.create(stack, "Vpc").maxAzs(2).build();
        Cluster cluster = Cluster.Builder.create(stack, "Cluster").vpc(vpc).build();

        DiscoverableService backend = DiscoverableService.Builder.create(stack, "Backend")
            .cluster(cluster)
            .image(ContainerImage.fromRegistry("public.ecr.aws/docker/library/httpd:2.4-alpine"))
            .port(80)
            .healthProbe(HealthProbe.http())
            .build();
        DiscoverableService frontend = DiscoverableService.Builder.create(stack, "Frontend")
            .cluster(cluster)
            .image(ContainerImage.fromRegistry("public.ecr.aws/docker/library/nginx:1.29-alpine"))
            .port(80)
            .healthProbe(HealthProbe.http())
            .build();
        frontend.connectTo(backend);

        Validations.of(frontend).acknowledge(Acknowledgment.builder()
            .id("AwsSolutions-ECS2")
            .reason("BACKEND_HOST, BACKEND_PORT and BACKEND_URL are addresses, not secrets, and are the same in every environment.")
            .build());

        app.synth();
    }
}
