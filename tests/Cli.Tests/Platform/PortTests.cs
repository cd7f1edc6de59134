using System.Net;
using System.Net.Sockets;
using Mantissa.Cli.Platform;

namespace Mantissa.Cli.Tests.Platform;

public sealed class PortTests
{
    [Fact]
    public void A_port_that_somebody_listens_on_is_named_with_the_way_out()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        Should.Throw<ProblemException>(() => Port.RequireFree(port)).Message
            .ShouldBe($"Port {port} is taken by another program: choose another one with --port, for example --port {port + 1}.");
    }

    [Fact]
    public void A_free_port_stays_free()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        other.Stop();

        Port.RequireFree(port);
        Port.RequireFree(port);
    }
}
