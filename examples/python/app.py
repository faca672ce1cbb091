"""A frontend that finds its backend by `backend.ecs-internal`, in a new cluster."""
from aws_cdk import Acknowledgment, App, Stack, Validations
from aws_cdk.aws_ec2 import Vpc
from aws_cdk.aws_ecs import Cluster, ContainerImage
from cdk_discoverable_service import DiscoverableService, HealthProbe

app = App()
stack = Stack(app, "Shop")
cluster = Cluster(stack, "Cluster", vpc=Vpc(stack, "Vpc", max_azs=2))

backend = DiscoverableService(
    stack, "Backend",
    cluster=cluster,
    image=ContainerImage.from_registry("public.ecr.aws/docker/library/httpd:2.4-alpine"),
    port=80,
    health_probe=HealthProbe.http(),
)
frontend = DiscoverableService(
    stack, "Frontend",
    cluster=cluster,
    image=ContainerImage.from_registry("public.ecr.aws/docker/library/nginx:1.29-alpine"),
    port=80,
    health_probe=HealthProbe.http(),
)
frontend.connect_to(backend)

Validations.of(frontend).acknowledge(Acknowledgment(
    id="AwsSolutions-ECS2",
    reason="BACKEND_HOST, BACKEND_PORT and BACKEND_URL are addresses, not secrets, and are the same in every environment.",
))

app.synth()
