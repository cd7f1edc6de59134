using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Mantissa.Web.Components.Shared;

internal static class ElementFocus
{
    /// <summary>Gives an element the focus, unless it is not drawn yet or not any more: pages change while the browser is asked.</summary>
    /// <returns>Whether there was an element to ask.</returns>
    public static async Task<bool> TryFocusAsync(this ElementReference element)
    {
        if (element.Id is null)
            return false;
        try
        {
            await element.FocusAsync(preventScroll: true);
        }
        catch (Exception gone) when (gone is JSException or JSDisconnectedException)
        {
            // It went meanwhile, and so did the wish.
        }

        return true;
    }
}
