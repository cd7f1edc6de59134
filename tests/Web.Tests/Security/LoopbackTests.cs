using System.Net;
using System.Security.Claims;
using Mantissa.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace Mantissa.Web.Tests.Security;

public sealed class LoopbackTests
{
    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.8.9.1", true)]
    [InlineData("::1", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("192.168.1.5", false)]
    [InlineData("::ffff:192.168.1.5", false)]
    [InlineData("fe80::1", false)]
    [InlineData(null, false)]
    public async Task Only_this_machine_is_let_in(string? address, bool allowed)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = address is null ? null : IPAddress.Parse(address);
        var question = new AuthorizationHandlerContext([new LoopbackRequirement()], new ClaimsPrincipal(), context);

        await new LoopbackHandler(new HttpContextAccessor()).HandleAsync(question);

        question.HasSucceeded.ShouldBe(allowed);
    }
}
