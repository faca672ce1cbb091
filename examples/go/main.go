// A frontend that finds its backend by backend.ecs-internal, in a new cluster.
package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsecs"
	"github.com/aws/jsii-runtime-go"
	discovery "github.com/cdk-discoverable-service/cdk-discoverable-service-go/cdkdiscoverableservice"
)

func main() {
	defer jsii.Close()

	app := awscdk.NewApp(nil)
	stack := awscdk.NewStack(app, jsii.String("Shop"), nil)
	vpc := awsec2.NewVpc(stack, jsii.String("Vpc"), &awsec2.VpcProps{MaxAzs: jsii.Number(2)})
	cluster := awsecs.NewCluster(stack, jsii.String("Cluster"), &awsecs.ClusterProps{Vpc: vpc})

	backend := discovery.NewDiscoverableService(stack, jsii.String("Backend"), &discovery.DiscoverableServiceProps{
		Cluster:     cluster,
		Image:       awsecs.ContainerImage_FromRegistry(jsii.String("public.ecr.aws/docker/library/httpd:2.4-alpine"), nil),
		Port:        jsii.Number(80),
		HealthProbe: discovery.HealthProbe_Http(nil),
	})
	frontend := discovery.NewDiscoverableService(stack, jsii.String("Frontend"), &discovery.DiscoverableServiceProps{
		Cluster:     cluster,
		Image:       awsecs.ContainerImage_FromRegistry(jsii.String("public.ecr.aws/docker/library/nginx:1.29-alpine"), nil),
		Port:        jsii.Number(80),
		HealthProbe: discovery.HealthProbe_Http(nil),
	})
	frontend.ConnectTo(backend, nil)

	awscdk.Validations_Of(frontend).Acknowledge(&awscdk.Acknowledgment{
		Id:     jsii.String("AwsSolutions-ECS2"),
		Reason: jsii.String("BACKEND_HOST, BACKEND_PORT and BACKEND_URL are addresses, not secrets, and are the same in every environment."),
	})

	app.Synth(nil)
}
