namespace Mantissa.Web.Api;

internal static class ErrorAnswers
{
    /// <summary>Problems for programs, a page for people: an exception or an empty error status never leaves as a blank answer.</summary>
    public static void UseErrorAnswers(this WebApplication app)
    {
        
        // With services of its own: who asks is found out anew, which may be what failed.
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);

        // The inner one answers first: what it has written, the outer one leaves alone.
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/api"), api => api.UseStatusCodePages());
    }
}
