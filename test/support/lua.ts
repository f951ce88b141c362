import fengari from 'fengari';
import type { Json } from '../../imports/json.ts';

const { lua, lauxlib, lualib, to_jsstring, to_luastring } = fengari;
type State = ReturnType<typeof lauxlib.luaL_newstate>;

/** What a health check of Argo CD answers. */
export interface Health {
  readonly status: string | undefined;
  readonly message: string | undefined;
}

/**
 * Runs a health check as Argo CD does: the object is the global `obj`, and only the base and table libraries
 * are open, as for every script in `argocd-cm`.
 */
export function runHealthCheck(script: string, object: Json): Health {
  const state = lauxlib.luaL_newstate();
  open(state, '_G', lualib.luaopen_base);
  open(state, 'table', lualib.luaopen_table);
  push(state, object);
  lua.lua_setglobal(state, to_luastring('obj'));

  if (lauxlib.luaL_loadstring(state, to_luastring(script)) || lua.lua_pcall(state, 0, 1, 0)) {
    throw new Error(text(state) ?? 'the script failed without a message');
  }
  if (!lua.lua_istable(state, -1)) throw new Error('the script did not return a table');
  return { status: field(state, 'status'), message: field(state, 'message') };
}

function open(state: State, name: string, library: unknown): void {
  lauxlib.luaL_requiref(state, to_luastring(name), library, 1);
  lua.lua_pop(state, 1);
}

/** Puts a value on Lua's stack. Lists start at 1 there, and what is null or undefined is nil. */
function push(state: State, value: Json | undefined): void {
  lauxlib.luaL_checkstack(state, 8, null);
  if (value === null || value === undefined) lua.lua_pushnil(state);
  else if (typeof value === 'string') lua.lua_pushstring(state, to_luastring(value));
  else if (typeof value === 'boolean') lua.lua_pushboolean(state, value);
  else if (typeof value === 'number') pushNumber(state, value);
  else pushTable(state, value);
}

/** fengari's integers have 32 bits. */
function pushNumber(state: State, value: number): void {
  if (Number.isInteger(value) && Math.abs(value) < 2 ** 31) lua.lua_pushinteger(state, value);
  else lua.lua_pushnumber(state, value);
}

function pushTable(state: State, value: object): void {
  lua.lua_createtable(state, 0, 0);
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      push(state, item as Json);
      lua.lua_rawseti(state, -2, index + 1);
    }
    return;
  }
  for (const [key, item] of Object.entries(value)) {
    lua.lua_pushstring(state, to_luastring(key));
    push(state, item as Json);
    lua.lua_rawset(state, -3);
  }
}

function field(state: State, name: string): string | undefined {
  lua.lua_getfield(state, -1, to_luastring(name));
  const value = text(state);
  lua.lua_pop(state, 1);
  return value;
}

function text(state: State): string | undefined {
  const value = lua.lua_tostring(state, -1);
  return value === null ? undefined : to_jsstring(value);
}
